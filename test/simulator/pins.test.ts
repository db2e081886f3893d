import { describe, expect, it } from "vitest";
import { HARDWARE } from "../../host/simulator/hardware.ts";
import { createBoard, play, said } from "./bench.ts";

const C3 = HARDWARE["esp32c3-oled"];
const watch = (pin: number, options = ""): string =>
  `setWatch(function(e){print((e.state?1:0)+"@"+Math.round(e.time*1000));},${pin},{repeat:true,edge:"both"${options}});`;

describe("pins", () => {
  it("tells a watch of both edges at their time", () => {
    const board = play(createBoard(watch(22)), "100,pir,1", "150,pir,1", "300,pir,0");
    expect(said(board)).toEqual(["1@100", "0@300"]);
  });

  it("tells a debounced watch of a level that stays, with the time of its last edge", () => {
    const board = play(
      createBoard(watch(22, ",debounce:25")),
      "100,pir,1",
      "110,pir,0",
      "120,pir,1",
      "200,pir,0",
      "210,pir,1",
      "400,end",
    );
    expect(said(board)).toEqual(["1@120"]);
  });

  it("reads a pressed button as 0 on a C3, and as 1 on a CYD, whose build inverts that pin", () => {
    const program = (pin: number): string => `setInterval(function(){print(digitalRead(${pin}));},50);`;
    expect(said(play(createBoard(program(9), C3), "75,button,1", "110,end"))).toEqual(["1", "0"]);
    expect(said(play(createBoard(program(0)), "75,button,1", "110,end"))).toEqual(["0", "1"]);
  });

  it("debounces the CYD's button unasked, by 25 ms", () => {
    expect(said(play(createBoard(watch(0)), "100,button,1", "110,button,0", "200,end"))).toEqual([]);
    expect(said(play(createBoard(watch(0)), "100,button,1", "200,end"))).toEqual(["1@100"]);
  });

  it("keeps what the world does to a pin over a power cut, and forgets watches", () => {
    const board = createBoard(`print(digitalRead(35));if(getTime()<1&&digitalRead(35)===0){${watch(35)}}`);
    play(board, "100,radar,1", "200,power,0", "300,power,1", "400,radar,0");
    expect(said(board)).toEqual(["0", "1@100", "1"]);
  });

  it("dims and switches the backlight", () => {
    const board = play(createBoard("setTimeout(function(){analogWrite(21,0.5);},10);"), "5,end");
    expect(board.frame()).toMatchObject({ isOn: true, light: 255 });
    expect(play(board, "20,end").frame()).toMatchObject({ isOn: true, light: 128 });
    board.evaluate("analogWrite(21,0)");
    expect(board.frame()).toMatchObject({ isOn: false, light: 0 });
  });

  it("reports a finger that comes, moves and goes; the last with its last place", () => {
    const program = 'E.on("touch",function(p){print(p.x+","+p.y+","+p.b);});';
    const events = ["10,touch,5,6", "20,touch,5,6", "30,touch,7,6", "40,release", "50,release"];
    expect(said(play(createBoard(program), ...events))).toEqual(["5,6,1", "7,6,1", "7,6,0"]);
    expect(said(play(createBoard(program, C3), ...events))).toEqual([]);
  });

  it("gives bytes of the radar to the port that was opened for it", () => {
    const program = `Serial2.setup(256000,{rx:16,tx:17});
      Serial2.on("data",function(d){print(d.length+" "+d.charCodeAt(0)+" "+d.charCodeAt(1));});`;
    expect(said(play(createBoard(program), "10,uart,f4Ff"))).toEqual(["2 244 255"]);
    expect(said(play(createBoard(program.replace("Serial2.setup", "void ")), "10,uart,f4ff"))).toEqual([]);
  });

  it("draws on an SSD1306 over I2C, and records messages that nobody answers", () => {
    const program = `I2C1.setup({scl:6,sda:5,bitrate:400000});
      I2C1.writeTo(0x3c,[0,0x8d,0x14,0x20,0,0x21,0,127,0x22,0,7,0xa1,0xc8,0xaf]);
      for(var i=0;i<8;i++)I2C1.writeTo(0x3c,[0x40].concat(new Array(128).fill(i?0:3)));
      I2C1.writeTo(0x3d,[0]);`;
    const board = play(createBoard(program, C3), "5,end");
    const { pixels, isOn, light } = board.frame();
    expect([isOn, light, pixels.reduce((a, b) => a + b), pixels[0]]).toEqual([true, 0x7f, 256, 1]);
    expect(said(board)).toEqual(["nothing answers at I2C address 61"]);
  });
});
