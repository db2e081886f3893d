// Virtual time for the interpreter, in its own language: the array of timers that the real one walks at idle.
//
// How the real one behaves (found by running it, see timers.test.ts):
// - timers are kept in the order in which they were made, and those that are due run in that order, not by due time;
// - an id is one more than the id of the last timer in the array, so the id of a timer that was last is given again;
// - after a callback that made or cleared a timer the walk starts again from the front;
// - a repeating timer is moved on by its interval, so a late one catches up, once a walk;
// - a delay is whole microseconds; anything below 0.1 ms, or no number at all, is 0.1 ms; clearing `undefined` throws.

/** Shortest delay of a timer. */
const TIMER_LEAST_MS = 0.1;

/**
 * Text in Espruino's language that defines, in the scope it stands in: `nowMs`, `addTimer(f, ms, repeats)`,
 * `clearTimer(id)`, `clearTimers()`, `walkTimers()` and `advanceTo(ms)`. It needs `call(f)` from that scope,
 * which runs a callback and must not throw. A timer is { i: id, d: due ms, n: interval ms or 0, f: callback }.
 */
export const TIMERS_TEXT = `
var nowMs=0,timers=[],isChanged=false;
function addTimer(f,ms,repeats){
  if(typeof f!="function")throw new Error("Function or String not supplied!");
  if(!(ms>=${TIMER_LEAST_MS}))ms=${TIMER_LEAST_MS};
  ms=Math.floor(ms*1000)/1000;
  var t={i:timers.length?timers[timers.length-1].i+1:1,d:nowMs+ms,n:repeats?ms:0,f:f};
  timers.push(t);
  isChanged=true;
  return t.i;
}
function dropTimer(t){
  var at=timers.indexOf(t);
  if(at>=0)timers.splice(at,1);
}
function clearTimer(id){
  if(id===undefined)throw new Error("clear(undefined) not allowed");
  for(var k=0;k<timers.length;k++)if(timers[k].i===id){timers.splice(k,1);break;}
  isChanged=true;
}
function clearTimers(){
  timers=timers.filter(function(t){return t.w;});
  isChanged=true;
}
function walkTimers(){
  do{
    isChanged=false;
    var k=0;
    while(k<timers.length&&!isChanged){
      var t=timers[k];
      if(t.d>nowMs){k++;continue;}
      call(t.f);
      if(t.n){t.d+=t.n;k++;}else dropTimer(t);
    }
  }while(isChanged);
}
function nextDueMs(){
  var due=Infinity;
  for(var k=0;k<timers.length;k++)if(timers[k].d<due)due=timers[k].d;
  return due;
}
function advanceTo(ms){
  for(var due=nextDueMs();due<=ms;due=nextDueMs()){
    if(due>nowMs)nowMs=due;
    walkTimers();
  }
  if(ms>nowMs)nowMs=ms;
}
`;

/** Text that puts the virtual timers in place of the real ones; stands after TIMERS_TEXT. (A named parameter would
 *  count as an argument even where none was given.) */
export const TIMERS_INSTALL = `
global.setTimeout=function(f,ms){return addTimer(f,ms,false);};
global.setInterval=function(f,ms){return addTimer(f,ms,true);};
global.clearTimeout=function(){if(arguments.length)clearTimer(arguments[0]);else clearTimers();};
global.clearInterval=global.clearTimeout;
`;
