// The first text that runs in a sandbox, before any of the program's: it takes away what Espruino's language
// lacks and puts the device's API in place. It is written in the sandbox's own realm so that no function, array
// or error of the tool is ever in the program's hands.

/**
 * Evaluates to a function `(api, keep, always, tell) => made`.
 * `api`: values by dotted name. Functions are wrapped; what they throw becomes an Error of the sandbox.
 * `keep`, `always`: LANGUAGE and LANGUAGE_ALWAYS.
 * `tell`: functions for what the prelude itself needs of the tool.
 * `made`: makers of the objects that a program's listeners are given.
 */
export const PRELUDE = `(function (api, keep, always, tell) {
"use strict";
var root = globalThis, make = {}, ownNames = Object.getOwnPropertyNames, remove = Reflect.deleteProperty;
var RealDate = Date, RealArray = Array, Bytes = Uint8Array, parse = JSON.parse, then = Promise.prototype.then;

function prune(owner, path, fallback) {
  var kept = " " + (path in keep ? keep[path] : fallback) + " " + always + " ";
  ownNames(owner).forEach(function (name) {
    if (kept.indexOf(" " + name + " ") < 0) remove(owner, name);
  });
}
var typed = Object.getPrototypeOf(Uint8Array);
// Espruino keeps a view's offset in 16 bits, and throws for a larger one.
"Uint8Array Int8Array Uint16Array Int16Array Uint32Array Int32Array".split(" ").forEach(function (name) {
  var Native = root[name];
  root[name] = function (source, offset, length) {
    if (offset > 65535) throw new Error("byteOffset too large (or negative)");
    return offset === undefined ? new Native(source) : length === undefined ? new Native(source, offset) : new Native(source, offset, length);
  };
  root[name].prototype = Native.prototype;
  Native.prototype.constructor = root[name];
});
prune(root, "", "");
prune(typed, "%TypedArray%", "");
prune(typed.prototype, "%TypedArray%.prototype", "");
prune(JSON, "JSON", "");
prune(Math, "Math", "");
ownNames(root).forEach(function (name) {
  var owner = root[name];
  if (typeof owner !== "function" || !owner.prototype) return;
  prune(owner, name, "BYTES_PER_ELEMENT");
  prune(owner.prototype, name + ".prototype", "message BYTES_PER_ELEMENT");
});

function wrap(f) {
  return function (a, b, c, d, e) {
    try { return f(a, b, c, d, e); } catch (error) { throw new Error(tell.message(error)); }
  };
}
function place(path, value) {
  var owner = root, names = path.split("."), last = names.pop();
  names.forEach(function (name) {
    if (typeof owner[name] !== "object") owner[name] = {};
    owner = owner[name];
  });
  owner[last] = value;
}
ownNames(api).forEach(function (path) {
  place(path, typeof api[path] === "function" ? wrap(api[path]) : api[path]);
});

// Time and chance are virtual: the same seed gives the same run.
function VirtualDate(a, b, c, d, e, f, g) {
  if (!(this instanceof VirtualDate)) return new VirtualDate().toString();
  var n = arguments.length;
  if (n === 0) return new RealDate(tell.nowMs());
  if (n === 1) return new RealDate(a);
  return new RealDate(a, b, n > 2 ? c : 1, n > 3 ? d : 0, n > 4 ? e : 0, n > 5 ? f : 0, n > 6 ? g : 0);
}
VirtualDate.prototype = RealDate.prototype;
VirtualDate.prototype.constructor = VirtualDate;
VirtualDate.parse = RealDate.parse;
VirtualDate.now = function () { return tell.nowMs(); };
root.Date = VirtualDate;
Math.random = function () { return tell.random(); };
Promise.prototype.then = function (done, failed) {
  tell.promised();
  return then.call(this, done, failed);
};

function clearing(name, remove, clear) {
  return function (id) {
    if (arguments.length === 0) return clear();
    if (id === undefined)
      throw new Error("clear" + name + "(undefined) not allowed. Use clear" + name + "() instead");
    remove(id);
  };
}
root.clearTimeout = clearing("Timeout", tell.clearTimer, tell.clearTimers);
root.clearInterval = clearing("Interval", tell.clearTimer, tell.clearTimers);

var storage = {
  read: wrap(tell.read), write: wrap(tell.write), erase: wrap(tell.erase), getFree: wrap(tell.getFree),
  list: function () { return parse(tell.list()); }
};
var pageLength = wrap(tell.pageLength);
var flash = {
  read: wrap(tell.readFlash), write: wrap(tell.writeFlash), erasePage: wrap(tell.erasePage),
  getPage: function (address) {
    var length = pageLength(address);
    return length && { addr: address - address % length, length: length };
  }
};
var crypto = { SHA512: wrap(tell.hash) };
root.require = function (module) {
  if (module === "Storage") return storage;
  if (module === "Flash") return flash;
  if (module === "crypto") return crypto;
  throw new Error('Module "' + module + '" not found');
};

function graphics(methods) {
  var made = {};
  ownNames(methods).forEach(function (name) {
    made[name] = typeof methods[name] === "function" ? wrap(methods[name]) : methods[name];
  });
  return made;
}
var create = wrap(tell.createGraphics);
root.Graphics = {
  createArrayBuffer: function (width, height, bitsPerPixel, options) {
    var o = options || {};
    return graphics(create(width, height, bitsPerPixel, !!o.vertical_byte, o.msb === undefined || !!o.msb));
  }
};
var panel = tell.panel();
if (panel) root.g = graphics(panel);

// The firmware's own handler: makes a parsed copy, which is what the listener of setScan gets.
function text(bytes, from, to) {
  var made = "";
  for (var i = from; i < to; i++) made += String.fromCharCode(bytes[i]);
  return made;
}
function hex16(bytes, i) {
  return ((bytes[i + 1] << 8) | bytes[i] | 65536).toString(16).slice(1);
}
function parseAdvert(advert) {
  var device = { id: advert.id, rssi: advert.rssi, data: advert.data };
  var bytes = new Bytes(advert.data), services = [], serviceData = {};
  for (var i = 0; i < bytes.length; i += bytes[i] + 1) {
    var type = bytes[i + 1], end = i + 1 + bytes[i];
    if (type === 8) device.shortName = text(bytes, i + 2, end);
    else if (type === 9) device.name = text(bytes, i + 2, end);
    else if (type === 2 || type === 3) for (var k = i + 2; k < end; k += 2) services.push(hex16(bytes, k));
    else if (type === 22) serviceData[hex16(bytes, i + 2)] = new Bytes(bytes.subarray(i + 4, end)).buffer;
    else if (type === 255) {
      device.manufacturer = (bytes[i + 3] << 8) | bytes[i + 2];
      device.manufacturerData = new Bytes(bytes.subarray(i + 4, end)).buffer;
    }
  }
  if (services.length) device.services = services;
  if (Object.keys(serviceData).length) device.serviceData = serviceData;
  return device;
}
root.NRF.setScan = function (listener, options) {
  if (typeof listener === "function")
    root["#onblescan"] = function (advert) { listener(parseAdvert(advert)); };
  else remove(root, "#onblescan");
  tell.scan(typeof listener === "function");
};
root.E.getErrorFlags = function () { return []; };
root.USB = {};
root.global = root;

make.bytes = function (size) { return new Bytes(size); };
make.touch = function (x, y, b) { return { x: x, y: y, b: b }; };
make.watch = function (state, time) { return { state: state, time: time }; };
make.advert = function (rssi, id, data) { return { rssi: rssi, id: id, data: data }; };
return make;
})`;
