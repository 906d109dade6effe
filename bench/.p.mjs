var __create = Object.create;
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __getProtoOf = Object.getPrototypeOf;
var __hasOwnProp = Object.prototype.hasOwnProperty;
var __commonJS = (cb, mod) => function __require() {
  try {
    return mod || (0, cb[__getOwnPropNames(cb)[0]])((mod = { exports: {} }).exports, mod), mod.exports;
  } catch (e) {
    throw mod = 0, e;
  }
};
var __copyProps = (to, from, except, desc) => {
  if (from && typeof from === "object" || typeof from === "function") {
    for (let key of __getOwnPropNames(from))
      if (!__hasOwnProp.call(to, key) && key !== except)
        __defProp(to, key, { get: () => from[key], enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable });
  }
  return to;
};
var __toESM = (mod, isNodeMode, target) => (target = mod != null ? __create(__getProtoOf(mod)) : {}, __copyProps(
  // If the importer is in node compatibility mode or this is not an ESM
  // file that has been converted to a CommonJS file using a Babel-
  // compatible transform (i.e. "__esModule" has not been set), then set
  // "default" to the CommonJS "module.exports" for node compatibility.
  isNodeMode || !mod || !mod.__esModule ? __defProp(target, "default", { value: mod, enumerable: true }) : target,
  mod
));

// node_modules/heap-js/dist/heap-js.umd.js
var require_heap_js_umd = __commonJS({
  "node_modules/heap-js/dist/heap-js.umd.js"(exports, module) {
    (function(global, factory) {
      typeof exports === "object" && typeof module !== "undefined" ? factory(exports) : typeof define === "function" && define.amd ? define(["exports"], factory) : (global = typeof globalThis !== "undefined" ? globalThis : global || self, factory(global.heap = {}));
    })(exports, (function(exports2) {
      "use strict";
      var __awaiter = function(thisArg, _arguments, P, generator) {
        function adopt(value) {
          return value instanceof P ? value : new P(function(resolve) {
            resolve(value);
          });
        }
        return new (P || (P = Promise))(function(resolve, reject) {
          function fulfilled(value) {
            try {
              step(generator.next(value));
            } catch (e) {
              reject(e);
            }
          }
          function rejected(value) {
            try {
              step(generator["throw"](value));
            } catch (e) {
              reject(e);
            }
          }
          function step(result) {
            result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected);
          }
          step((generator = generator.apply(thisArg, _arguments || [])).next());
        });
      };
      var __generator$1 = function(thisArg, body) {
        var _ = { label: 0, sent: function() {
          if (t[0] & 1) throw t[1];
          return t[1];
        }, trys: [], ops: [] }, f, y, t, g = Object.create((typeof Iterator === "function" ? Iterator : Object).prototype);
        return g.next = verb(0), g["throw"] = verb(1), g["return"] = verb(2), typeof Symbol === "function" && (g[Symbol.iterator] = function() {
          return this;
        }), g;
        function verb(n) {
          return function(v) {
            return step([n, v]);
          };
        }
        function step(op) {
          if (f) throw new TypeError("Generator is already executing.");
          while (g && (g = 0, op[0] && (_ = 0)), _) try {
            if (f = 1, y && (t = op[0] & 2 ? y["return"] : op[0] ? y["throw"] || ((t = y["return"]) && t.call(y), 0) : y.next) && !(t = t.call(y, op[1])).done) return t;
            if (y = 0, t) op = [op[0] & 2, t.value];
            switch (op[0]) {
              case 0:
              case 1:
                t = op;
                break;
              case 4:
                _.label++;
                return { value: op[1], done: false };
              case 5:
                _.label++;
                y = op[1];
                op = [0];
                continue;
              case 7:
                op = _.ops.pop();
                _.trys.pop();
                continue;
              default:
                if (!(t = _.trys, t = t.length > 0 && t[t.length - 1]) && (op[0] === 6 || op[0] === 2)) {
                  _ = 0;
                  continue;
                }
                if (op[0] === 3 && (!t || op[1] > t[0] && op[1] < t[3])) {
                  _.label = op[1];
                  break;
                }
                if (op[0] === 6 && _.label < t[1]) {
                  _.label = t[1];
                  t = op;
                  break;
                }
                if (t && _.label < t[2]) {
                  _.label = t[2];
                  _.ops.push(op);
                  break;
                }
                if (t[2]) _.ops.pop();
                _.trys.pop();
                continue;
            }
            op = body.call(thisArg, _);
          } catch (e) {
            op = [6, e];
            y = 0;
          } finally {
            f = t = 0;
          }
          if (op[0] & 5) throw op[1];
          return { value: op[0] ? op[1] : void 0, done: true };
        }
      };
      var __read$1 = function(o, n) {
        var m = typeof Symbol === "function" && o[Symbol.iterator];
        if (!m) return o;
        var i = m.call(o), r, ar = [], e;
        try {
          while ((n === void 0 || n-- > 0) && !(r = i.next()).done) ar.push(r.value);
        } catch (error) {
          e = { error };
        } finally {
          try {
            if (r && !r.done && (m = i["return"])) m.call(i);
          } finally {
            if (e) throw e.error;
          }
        }
        return ar;
      };
      var __spreadArray$1 = function(to, from, pack) {
        if (pack || arguments.length === 2) for (var i = 0, l = from.length, ar; i < l; i++) {
          if (ar || !(i in from)) {
            if (!ar) ar = Array.prototype.slice.call(from, 0, i);
            ar[i] = from[i];
          }
        }
        return to.concat(ar || Array.prototype.slice.call(from));
      };
      var __values = function(o) {
        var s = typeof Symbol === "function" && Symbol.iterator, m = s && o[s], i = 0;
        if (m) return m.call(o);
        if (o && typeof o.length === "number") return {
          next: function() {
            if (o && i >= o.length) o = void 0;
            return { value: o && o[i++], done: !o };
          }
        };
        throw new TypeError(s ? "Object is not iterable." : "Symbol.iterator is not defined.");
      };
      var HeapAsync = (
        /** @class */
        (function() {
          function HeapAsync2(compare) {
            if (compare === void 0) {
              compare = HeapAsync2.minComparator;
            }
            var _this = this;
            this.compare = compare;
            this.heapArray = [];
            this._limit = 0;
            this.offer = this.add;
            this.element = this.peek;
            this.poll = this.pop;
            this._invertedCompare = function(a, b) {
              return _this.compare(a, b).then(function(res) {
                return -1 * res;
              });
            };
          }
          HeapAsync2.getChildrenIndexOf = function(idx) {
            return [idx * 2 + 1, idx * 2 + 2];
          };
          HeapAsync2.getParentIndexOf = function(idx) {
            if (idx <= 0) {
              return -1;
            }
            var whichChildren = idx % 2 ? 1 : 2;
            return Math.floor((idx - whichChildren) / 2);
          };
          HeapAsync2.getSiblingIndexOf = function(idx) {
            if (idx <= 0) {
              return -1;
            }
            var whichChildren = idx % 2 ? 1 : -1;
            return idx + whichChildren;
          };
          HeapAsync2.minComparator = function(a, b) {
            return __awaiter(this, void 0, void 0, function() {
              return __generator$1(this, function(_a) {
                if (a > b) {
                  return [2, 1];
                } else if (a < b) {
                  return [2, -1];
                } else {
                  return [2, 0];
                }
              });
            });
          };
          HeapAsync2.maxComparator = function(a, b) {
            return __awaiter(this, void 0, void 0, function() {
              return __generator$1(this, function(_a) {
                if (b > a) {
                  return [2, 1];
                } else if (b < a) {
                  return [2, -1];
                } else {
                  return [2, 0];
                }
              });
            });
          };
          HeapAsync2.minComparatorNumber = function(a, b) {
            return __awaiter(this, void 0, void 0, function() {
              return __generator$1(this, function(_a) {
                return [2, a - b];
              });
            });
          };
          HeapAsync2.maxComparatorNumber = function(a, b) {
            return __awaiter(this, void 0, void 0, function() {
              return __generator$1(this, function(_a) {
                return [2, b - a];
              });
            });
          };
          HeapAsync2.defaultIsEqual = function(a, b) {
            return __awaiter(this, void 0, void 0, function() {
              return __generator$1(this, function(_a) {
                return [2, a === b];
              });
            });
          };
          HeapAsync2.print = function(heap) {
            function deep(i2) {
              var pi = HeapAsync2.getParentIndexOf(i2);
              return Math.floor(Math.log2(pi + 1));
            }
            function repeat(str, times) {
              var out = "";
              for (; times > 0; --times) {
                out += str;
              }
              return out;
            }
            var node = 0;
            var lines = [];
            var maxLines = deep(heap.length - 1) + 2;
            var maxLength = 0;
            while (node < heap.length) {
              var i = deep(node) + 1;
              if (node === 0) {
                i = 0;
              }
              var nodeText = String(heap.get(node));
              if (nodeText.length > maxLength) {
                maxLength = nodeText.length;
              }
              lines[i] = lines[i] || [];
              lines[i].push(nodeText);
              node += 1;
            }
            return lines.map(function(line, i2) {
              var times = Math.pow(2, maxLines - i2) - 1;
              return repeat(" ", Math.floor(times / 2) * maxLength) + line.map(function(el) {
                var half = (maxLength - el.length) / 2;
                return repeat(" ", Math.ceil(half)) + el + repeat(" ", Math.floor(half));
              }).join(repeat(" ", times * maxLength));
            }).join("\n");
          };
          HeapAsync2.heapify = function(arr, compare) {
            return __awaiter(this, void 0, void 0, function() {
              var heap;
              return __generator$1(this, function(_a) {
                switch (_a.label) {
                  case 0:
                    heap = new HeapAsync2(compare);
                    heap.heapArray = arr;
                    return [4, heap.init()];
                  case 1:
                    _a.sent();
                    return [2, heap];
                }
              });
            });
          };
          HeapAsync2.heappop = function(heapArr, compare) {
            var heap = new HeapAsync2(compare);
            heap.heapArray = heapArr;
            return heap.pop();
          };
          HeapAsync2.heappush = function(heapArr, item, compare) {
            return __awaiter(this, void 0, void 0, function() {
              var heap;
              return __generator$1(this, function(_a) {
                switch (_a.label) {
                  case 0:
                    heap = new HeapAsync2(compare);
                    heap.heapArray = heapArr;
                    return [4, heap.push(item)];
                  case 1:
                    _a.sent();
                    return [
                      2
                      /*return*/
                    ];
                }
              });
            });
          };
          HeapAsync2.heappushpop = function(heapArr, item, compare) {
            var heap = new HeapAsync2(compare);
            heap.heapArray = heapArr;
            return heap.pushpop(item);
          };
          HeapAsync2.heapreplace = function(heapArr, item, compare) {
            var heap = new HeapAsync2(compare);
            heap.heapArray = heapArr;
            return heap.replace(item);
          };
          HeapAsync2.heaptop = function(heapArr, n, compare) {
            if (n === void 0) {
              n = 1;
            }
            var heap = new HeapAsync2(compare);
            heap.heapArray = heapArr;
            return heap.top(n);
          };
          HeapAsync2.heapbottom = function(heapArr, n, compare) {
            if (n === void 0) {
              n = 1;
            }
            var heap = new HeapAsync2(compare);
            heap.heapArray = heapArr;
            return heap.bottom(n);
          };
          HeapAsync2.nlargest = function(n, iterable, compare) {
            return __awaiter(this, void 0, void 0, function() {
              var heap;
              return __generator$1(this, function(_a) {
                switch (_a.label) {
                  case 0:
                    heap = new HeapAsync2(compare);
                    heap.heapArray = __spreadArray$1([], __read$1(iterable), false);
                    return [4, heap.init()];
                  case 1:
                    _a.sent();
                    return [2, heap.top(n)];
                }
              });
            });
          };
          HeapAsync2.nsmallest = function(n, iterable, compare) {
            return __awaiter(this, void 0, void 0, function() {
              var heap;
              return __generator$1(this, function(_a) {
                switch (_a.label) {
                  case 0:
                    heap = new HeapAsync2(compare);
                    heap.heapArray = __spreadArray$1([], __read$1(iterable), false);
                    return [4, heap.init()];
                  case 1:
                    _a.sent();
                    return [2, heap.bottom(n)];
                }
              });
            });
          };
          HeapAsync2.prototype.add = function(element) {
            return __awaiter(this, void 0, void 0, function() {
              return __generator$1(this, function(_a) {
                switch (_a.label) {
                  case 0:
                    return [4, this._sortNodeUp(this.heapArray.push(element) - 1)];
                  case 1:
                    _a.sent();
                    this._applyLimit();
                    return [2, true];
                }
              });
            });
          };
          HeapAsync2.prototype.addAll = function(elements) {
            return __awaiter(this, void 0, void 0, function() {
              var i, l;
              var _a;
              return __generator$1(this, function(_b) {
                switch (_b.label) {
                  case 0:
                    i = this.length;
                    (_a = this.heapArray).push.apply(_a, __spreadArray$1([], __read$1(elements), false));
                    l = this.length;
                    _b.label = 1;
                  case 1:
                    if (!(i < l)) return [3, 4];
                    return [4, this._sortNodeUp(i)];
                  case 2:
                    _b.sent();
                    _b.label = 3;
                  case 3:
                    ++i;
                    return [3, 1];
                  case 4:
                    this._applyLimit();
                    return [2, true];
                }
              });
            });
          };
          HeapAsync2.prototype.bottom = function() {
            return __awaiter(this, arguments, void 0, function(n) {
              if (n === void 0) {
                n = 1;
              }
              return __generator$1(this, function(_a) {
                if (this.heapArray.length === 0 || n <= 0) {
                  return [2, []];
                } else if (this.heapArray.length === 1) {
                  return [2, [this.heapArray[0]]];
                } else if (n >= this.heapArray.length) {
                  return [2, __spreadArray$1([], __read$1(this.heapArray), false)];
                } else {
                  return [2, this._bottomN_push(~~n)];
                }
              });
            });
          };
          HeapAsync2.prototype.check = function() {
            return __awaiter(this, void 0, void 0, function() {
              var j, el, children, children_1, children_1_1, ch, e_1_1;
              var e_1, _a;
              return __generator$1(this, function(_b) {
                switch (_b.label) {
                  case 0:
                    j = 0;
                    _b.label = 1;
                  case 1:
                    if (!(j < this.heapArray.length)) return [3, 10];
                    el = this.heapArray[j];
                    children = this.getChildrenOf(j);
                    _b.label = 2;
                  case 2:
                    _b.trys.push([2, 7, 8, 9]);
                    children_1 = (e_1 = void 0, __values(children)), children_1_1 = children_1.next();
                    _b.label = 3;
                  case 3:
                    if (!!children_1_1.done) return [3, 6];
                    ch = children_1_1.value;
                    return [4, this.compare(el, ch)];
                  case 4:
                    if (_b.sent() > 0) {
                      return [2, el];
                    }
                    _b.label = 5;
                  case 5:
                    children_1_1 = children_1.next();
                    return [3, 3];
                  case 6:
                    return [3, 9];
                  case 7:
                    e_1_1 = _b.sent();
                    e_1 = { error: e_1_1 };
                    return [3, 9];
                  case 8:
                    try {
                      if (children_1_1 && !children_1_1.done && (_a = children_1.return)) _a.call(children_1);
                    } finally {
                      if (e_1) throw e_1.error;
                    }
                    return [
                      7
                      /*endfinally*/
                    ];
                  case 9:
                    ++j;
                    return [3, 1];
                  case 10:
                    return [
                      2
                      /*return*/
                    ];
                }
              });
            });
          };
          HeapAsync2.prototype.clear = function() {
            this.heapArray = [];
          };
          HeapAsync2.prototype.clone = function() {
            var cloned = new HeapAsync2(this.comparator());
            cloned.heapArray = this.toArray();
            cloned._limit = this._limit;
            return cloned;
          };
          HeapAsync2.prototype.comparator = function() {
            return this.compare;
          };
          HeapAsync2.prototype.contains = function(o_1) {
            return __awaiter(this, arguments, void 0, function(o, fn) {
              var _a, _b, el, e_2_1;
              var e_2, _c;
              if (fn === void 0) {
                fn = HeapAsync2.defaultIsEqual;
              }
              return __generator$1(this, function(_d) {
                switch (_d.label) {
                  case 0:
                    _d.trys.push([0, 5, 6, 7]);
                    _a = __values(this.heapArray), _b = _a.next();
                    _d.label = 1;
                  case 1:
                    if (!!_b.done) return [3, 4];
                    el = _b.value;
                    return [4, fn(el, o)];
                  case 2:
                    if (_d.sent()) {
                      return [2, true];
                    }
                    _d.label = 3;
                  case 3:
                    _b = _a.next();
                    return [3, 1];
                  case 4:
                    return [3, 7];
                  case 5:
                    e_2_1 = _d.sent();
                    e_2 = { error: e_2_1 };
                    return [3, 7];
                  case 6:
                    try {
                      if (_b && !_b.done && (_c = _a.return)) _c.call(_a);
                    } finally {
                      if (e_2) throw e_2.error;
                    }
                    return [
                      7
                      /*endfinally*/
                    ];
                  case 7:
                    return [2, false];
                }
              });
            });
          };
          HeapAsync2.prototype.init = function(array) {
            return __awaiter(this, void 0, void 0, function() {
              var i;
              return __generator$1(this, function(_a) {
                switch (_a.label) {
                  case 0:
                    if (array) {
                      this.heapArray = __spreadArray$1([], __read$1(array), false);
                    }
                    i = HeapAsync2.getParentIndexOf(this.length - 1);
                    _a.label = 1;
                  case 1:
                    if (!(i >= 0)) return [3, 4];
                    return [4, this._sortNodeDown(i)];
                  case 2:
                    _a.sent();
                    _a.label = 3;
                  case 3:
                    --i;
                    return [3, 1];
                  case 4:
                    this._applyLimit();
                    return [
                      2
                      /*return*/
                    ];
                }
              });
            });
          };
          HeapAsync2.prototype.isEmpty = function() {
            return this.length === 0;
          };
          HeapAsync2.prototype.leafs = function() {
            if (this.heapArray.length === 0) {
              return [];
            }
            var pi = HeapAsync2.getParentIndexOf(this.heapArray.length - 1);
            return this.heapArray.slice(pi + 1);
          };
          Object.defineProperty(HeapAsync2.prototype, "length", {
            /**
             * Length of the heap.
             * @return {Number}
             */
            get: function() {
              return this.heapArray.length;
            },
            enumerable: false,
            configurable: true
          });
          Object.defineProperty(HeapAsync2.prototype, "limit", {
            /**
             * Get length limit of the heap.
             * @return {Number}
             */
            get: function() {
              return this._limit;
            },
            /**
             * Set length limit of the heap.
             * @return {Number}
             */
            set: function(_l) {
              this._limit = ~~_l;
              this._applyLimit();
            },
            enumerable: false,
            configurable: true
          });
          HeapAsync2.prototype.peek = function() {
            return this.heapArray[0];
          };
          HeapAsync2.prototype.pop = function() {
            return __awaiter(this, void 0, void 0, function() {
              var last;
              return __generator$1(this, function(_a) {
                last = this.heapArray.pop();
                if (this.length > 0 && last !== void 0) {
                  return [2, this.replace(last)];
                }
                return [2, last];
              });
            });
          };
          HeapAsync2.prototype.push = function() {
            var elements = [];
            for (var _i = 0; _i < arguments.length; _i++) {
              elements[_i] = arguments[_i];
            }
            return __awaiter(this, void 0, void 0, function() {
              return __generator$1(this, function(_a) {
                if (elements.length < 1) {
                  return [2, false];
                } else if (elements.length === 1) {
                  return [2, this.add(elements[0])];
                } else {
                  return [2, this.addAll(elements)];
                }
              });
            });
          };
          HeapAsync2.prototype.pushpop = function(element) {
            return __awaiter(this, void 0, void 0, function() {
              var _a;
              return __generator$1(this, function(_b) {
                switch (_b.label) {
                  case 0:
                    return [4, this.compare(this.heapArray[0], element)];
                  case 1:
                    if (!(_b.sent() < 0)) return [3, 3];
                    _a = __read$1([this.heapArray[0], element], 2), element = _a[0], this.heapArray[0] = _a[1];
                    return [4, this._sortNodeDown(0)];
                  case 2:
                    _b.sent();
                    _b.label = 3;
                  case 3:
                    return [2, element];
                }
              });
            });
          };
          HeapAsync2.prototype.remove = function(o_1) {
            return __awaiter(this, arguments, void 0, function(o, fn) {
              var queue, idx, children;
              var _this = this;
              if (fn === void 0) {
                fn = HeapAsync2.defaultIsEqual;
              }
              return __generator$1(this, function(_a) {
                switch (_a.label) {
                  case 0:
                    if (!this.heapArray.length)
                      return [2, false];
                    if (!(o === void 0)) return [3, 2];
                    return [4, this.pop()];
                  case 1:
                    _a.sent();
                    return [2, true];
                  case 2:
                    queue = [0];
                    _a.label = 3;
                  case 3:
                    if (!queue.length) return [3, 13];
                    idx = queue.shift();
                    return [4, fn(this.heapArray[idx], o)];
                  case 4:
                    if (!_a.sent()) return [3, 11];
                    if (!(idx === 0)) return [3, 6];
                    return [4, this.pop()];
                  case 5:
                    _a.sent();
                    return [3, 10];
                  case 6:
                    if (!(idx === this.heapArray.length - 1)) return [3, 7];
                    this.heapArray.pop();
                    return [3, 10];
                  case 7:
                    this.heapArray.splice(idx, 1, this.heapArray.pop());
                    return [4, this._sortNodeUp(idx)];
                  case 8:
                    _a.sent();
                    return [4, this._sortNodeDown(idx)];
                  case 9:
                    _a.sent();
                    _a.label = 10;
                  case 10:
                    return [2, true];
                  case 11:
                    children = HeapAsync2.getChildrenIndexOf(idx).filter(function(c) {
                      return c < _this.heapArray.length;
                    });
                    queue.push.apply(queue, __spreadArray$1([], __read$1(children), false));
                    _a.label = 12;
                  case 12:
                    return [3, 3];
                  case 13:
                    return [2, false];
                }
              });
            });
          };
          HeapAsync2.prototype.replace = function(element) {
            return __awaiter(this, void 0, void 0, function() {
              var peek;
              return __generator$1(this, function(_a) {
                switch (_a.label) {
                  case 0:
                    peek = this.heapArray[0];
                    this.heapArray[0] = element;
                    return [4, this._sortNodeDown(0)];
                  case 1:
                    _a.sent();
                    return [2, peek];
                }
              });
            });
          };
          HeapAsync2.prototype.size = function() {
            return this.length;
          };
          HeapAsync2.prototype.top = function() {
            return __awaiter(this, arguments, void 0, function(n) {
              if (n === void 0) {
                n = 1;
              }
              return __generator$1(this, function(_a) {
                if (this.heapArray.length === 0 || n <= 0) {
                  return [2, []];
                } else if (this.heapArray.length === 1 || n === 1) {
                  return [2, [this.heapArray[0]]];
                } else if (n >= this.heapArray.length) {
                  return [2, __spreadArray$1([], __read$1(this.heapArray), false)];
                } else {
                  return [2, this._topN_push(~~n)];
                }
              });
            });
          };
          HeapAsync2.prototype.toArray = function() {
            return __spreadArray$1([], __read$1(this.heapArray), false);
          };
          HeapAsync2.prototype.toString = function() {
            return this.heapArray.toString();
          };
          HeapAsync2.prototype.get = function(i) {
            return this.heapArray[i];
          };
          HeapAsync2.prototype.getChildrenOf = function(idx) {
            var _this = this;
            return HeapAsync2.getChildrenIndexOf(idx).map(function(i) {
              return _this.heapArray[i];
            }).filter(function(e) {
              return e !== void 0;
            });
          };
          HeapAsync2.prototype.getParentOf = function(idx) {
            var pi = HeapAsync2.getParentIndexOf(idx);
            return this.heapArray[pi];
          };
          HeapAsync2.prototype[Symbol.iterator] = function() {
            return __generator$1(this, function(_a) {
              switch (_a.label) {
                case 0:
                  if (!this.length) return [3, 2];
                  return [4, this.pop()];
                case 1:
                  _a.sent();
                  return [3, 0];
                case 2:
                  return [
                    2
                    /*return*/
                  ];
              }
            });
          };
          HeapAsync2.prototype.iterator = function() {
            return this;
          };
          HeapAsync2.prototype._applyLimit = function() {
            if (this._limit && this._limit < this.heapArray.length) {
              var rm = this.heapArray.length - this._limit;
              while (rm) {
                this.heapArray.pop();
                --rm;
              }
            }
          };
          HeapAsync2.prototype._bottomN_push = function(n) {
            return __awaiter(this, void 0, void 0, function() {
              var bottomHeap, startAt, parentStartAt, indices, i, arr, i;
              return __generator$1(this, function(_a) {
                switch (_a.label) {
                  case 0:
                    bottomHeap = new HeapAsync2(this.compare);
                    bottomHeap.limit = n;
                    bottomHeap.heapArray = this.heapArray.slice(-n);
                    return [4, bottomHeap.init()];
                  case 1:
                    _a.sent();
                    startAt = this.heapArray.length - 1 - n;
                    parentStartAt = HeapAsync2.getParentIndexOf(startAt);
                    indices = [];
                    for (i = startAt; i > parentStartAt; --i) {
                      indices.push(i);
                    }
                    arr = this.heapArray;
                    _a.label = 2;
                  case 2:
                    if (!indices.length) return [3, 6];
                    i = indices.shift();
                    return [4, this.compare(arr[i], bottomHeap.peek())];
                  case 3:
                    if (!(_a.sent() > 0)) return [3, 5];
                    return [4, bottomHeap.replace(arr[i])];
                  case 4:
                    _a.sent();
                    if (i % 2) {
                      indices.push(HeapAsync2.getParentIndexOf(i));
                    }
                    _a.label = 5;
                  case 5:
                    return [3, 2];
                  case 6:
                    return [2, bottomHeap.toArray()];
                }
              });
            });
          };
          HeapAsync2.prototype._moveNode = function(j, k) {
            var temp = this.heapArray[j];
            this.heapArray[j] = this.heapArray[k];
            this.heapArray[k] = temp;
          };
          HeapAsync2.prototype._sortNodeDown = function(i) {
            return __awaiter(this, void 0, void 0, function() {
              var length, originalIndex, value, left, right, best, _a;
              return __generator$1(this, function(_b) {
                switch (_b.label) {
                  case 0:
                    length = this.heapArray.length;
                    originalIndex = i;
                    value = this.heapArray[i];
                    left = 2 * i + 1;
                    _b.label = 1;
                  case 1:
                    if (!(left < length)) return [3, 5];
                    right = left + 1;
                    _a = right >= length;
                    if (_a) return [3, 3];
                    return [4, this.compare(this.heapArray[left], this.heapArray[right])];
                  case 2:
                    _a = _b.sent() < 0;
                    _b.label = 3;
                  case 3:
                    best = _a ? left : right;
                    return [4, this.compare(this.heapArray[best], value)];
                  case 4:
                    if (_b.sent() < 0) {
                      this.heapArray[i] = this.heapArray[best];
                      i = best;
                      left = 2 * i + 1;
                    } else
                      return [3, 5];
                    return [3, 1];
                  case 5:
                    if (i !== originalIndex) {
                      this.heapArray[i] = value;
                    }
                    return [
                      2
                      /*return*/
                    ];
                }
              });
            });
          };
          HeapAsync2.prototype._sortNodeUp = function(i) {
            return __awaiter(this, void 0, void 0, function() {
              var value, originalIndex, pi;
              return __generator$1(this, function(_a) {
                switch (_a.label) {
                  case 0:
                    value = this.heapArray[i];
                    originalIndex = i;
                    _a.label = 1;
                  case 1:
                    if (!(i > 0)) return [3, 3];
                    pi = HeapAsync2.getParentIndexOf(i);
                    return [4, this.compare(value, this.heapArray[pi])];
                  case 2:
                    if (_a.sent() < 0) {
                      this.heapArray[i] = this.heapArray[pi];
                      i = pi;
                    } else
                      return [3, 3];
                    return [3, 1];
                  case 3:
                    if (i !== originalIndex) {
                      this.heapArray[i] = value;
                    }
                    return [
                      2
                      /*return*/
                    ];
                }
              });
            });
          };
          HeapAsync2.prototype._topN_push = function(n) {
            return __awaiter(this, void 0, void 0, function() {
              var topHeap, indices, arr, i;
              return __generator$1(this, function(_a) {
                switch (_a.label) {
                  case 0:
                    topHeap = new HeapAsync2(this._invertedCompare);
                    topHeap.limit = n;
                    indices = [0];
                    arr = this.heapArray;
                    _a.label = 1;
                  case 1:
                    if (!indices.length) return [3, 7];
                    i = indices.shift();
                    if (!(i < arr.length)) return [3, 6];
                    if (!(topHeap.length < n)) return [3, 3];
                    return [4, topHeap.push(arr[i])];
                  case 2:
                    _a.sent();
                    indices.push.apply(indices, __spreadArray$1([], __read$1(HeapAsync2.getChildrenIndexOf(i)), false));
                    return [3, 6];
                  case 3:
                    return [4, this.compare(arr[i], topHeap.peek())];
                  case 4:
                    if (!(_a.sent() < 0)) return [3, 6];
                    return [4, topHeap.replace(arr[i])];
                  case 5:
                    _a.sent();
                    indices.push.apply(indices, __spreadArray$1([], __read$1(HeapAsync2.getChildrenIndexOf(i)), false));
                    _a.label = 6;
                  case 6:
                    return [3, 1];
                  case 7:
                    return [2, topHeap.toArray()];
                }
              });
            });
          };
          HeapAsync2.prototype._topN_fill = function(n) {
            return __awaiter(this, void 0, void 0, function() {
              var heapArray, topHeap, branch, indices, i, i;
              return __generator$1(this, function(_a) {
                switch (_a.label) {
                  case 0:
                    heapArray = this.heapArray;
                    topHeap = new HeapAsync2(this._invertedCompare);
                    topHeap.limit = n;
                    topHeap.heapArray = heapArray.slice(0, n);
                    return [4, topHeap.init()];
                  case 1:
                    _a.sent();
                    branch = HeapAsync2.getParentIndexOf(n - 1) + 1;
                    indices = [];
                    for (i = branch; i < n; ++i) {
                      indices.push.apply(indices, __spreadArray$1([], __read$1(HeapAsync2.getChildrenIndexOf(i).filter(function(l) {
                        return l < heapArray.length;
                      })), false));
                    }
                    if ((n - 1) % 2) {
                      indices.push(n);
                    }
                    _a.label = 2;
                  case 2:
                    if (!indices.length) return [3, 6];
                    i = indices.shift();
                    if (!(i < heapArray.length)) return [3, 5];
                    return [4, this.compare(heapArray[i], topHeap.peek())];
                  case 3:
                    if (!(_a.sent() < 0)) return [3, 5];
                    return [4, topHeap.replace(heapArray[i])];
                  case 4:
                    _a.sent();
                    indices.push.apply(indices, __spreadArray$1([], __read$1(HeapAsync2.getChildrenIndexOf(i)), false));
                    _a.label = 5;
                  case 5:
                    return [3, 2];
                  case 6:
                    return [2, topHeap.toArray()];
                }
              });
            });
          };
          HeapAsync2.prototype._topN_heap = function(n) {
            return __awaiter(this, void 0, void 0, function() {
              var topHeap, result, i, _a, _b;
              return __generator$1(this, function(_c) {
                switch (_c.label) {
                  case 0:
                    topHeap = this.clone();
                    result = [];
                    i = 0;
                    _c.label = 1;
                  case 1:
                    if (!(i < n)) return [3, 4];
                    _b = (_a = result).push;
                    return [4, topHeap.pop()];
                  case 2:
                    _b.apply(_a, [_c.sent()]);
                    _c.label = 3;
                  case 3:
                    ++i;
                    return [3, 1];
                  case 4:
                    return [2, result];
                }
              });
            });
          };
          HeapAsync2.prototype._topIdxOf = function(list) {
            return __awaiter(this, void 0, void 0, function() {
              var idx, top, i, comp;
              return __generator$1(this, function(_a) {
                switch (_a.label) {
                  case 0:
                    if (!list.length) {
                      return [2, -1];
                    }
                    idx = 0;
                    top = list[idx];
                    i = 1;
                    _a.label = 1;
                  case 1:
                    if (!(i < list.length)) return [3, 4];
                    return [4, this.compare(list[i], top)];
                  case 2:
                    comp = _a.sent();
                    if (comp < 0) {
                      idx = i;
                      top = list[i];
                    }
                    _a.label = 3;
                  case 3:
                    ++i;
                    return [3, 1];
                  case 4:
                    return [2, idx];
                }
              });
            });
          };
          HeapAsync2.prototype._topOf = function() {
            var list = [];
            for (var _i = 0; _i < arguments.length; _i++) {
              list[_i] = arguments[_i];
            }
            return __awaiter(this, void 0, void 0, function() {
              var heap;
              return __generator$1(this, function(_a) {
                switch (_a.label) {
                  case 0:
                    heap = new HeapAsync2(this.compare);
                    return [4, heap.init(list)];
                  case 1:
                    _a.sent();
                    return [2, heap.peek()];
                }
              });
            });
          };
          return HeapAsync2;
        })()
      );
      var __generator = function(thisArg, body) {
        var _ = { label: 0, sent: function() {
          if (t[0] & 1) throw t[1];
          return t[1];
        }, trys: [], ops: [] }, f, y, t, g = Object.create((typeof Iterator === "function" ? Iterator : Object).prototype);
        return g.next = verb(0), g["throw"] = verb(1), g["return"] = verb(2), typeof Symbol === "function" && (g[Symbol.iterator] = function() {
          return this;
        }), g;
        function verb(n) {
          return function(v) {
            return step([n, v]);
          };
        }
        function step(op) {
          if (f) throw new TypeError("Generator is already executing.");
          while (g && (g = 0, op[0] && (_ = 0)), _) try {
            if (f = 1, y && (t = op[0] & 2 ? y["return"] : op[0] ? y["throw"] || ((t = y["return"]) && t.call(y), 0) : y.next) && !(t = t.call(y, op[1])).done) return t;
            if (y = 0, t) op = [op[0] & 2, t.value];
            switch (op[0]) {
              case 0:
              case 1:
                t = op;
                break;
              case 4:
                _.label++;
                return { value: op[1], done: false };
              case 5:
                _.label++;
                y = op[1];
                op = [0];
                continue;
              case 7:
                op = _.ops.pop();
                _.trys.pop();
                continue;
              default:
                if (!(t = _.trys, t = t.length > 0 && t[t.length - 1]) && (op[0] === 6 || op[0] === 2)) {
                  _ = 0;
                  continue;
                }
                if (op[0] === 3 && (!t || op[1] > t[0] && op[1] < t[3])) {
                  _.label = op[1];
                  break;
                }
                if (op[0] === 6 && _.label < t[1]) {
                  _.label = t[1];
                  t = op;
                  break;
                }
                if (t && _.label < t[2]) {
                  _.label = t[2];
                  _.ops.push(op);
                  break;
                }
                if (t[2]) _.ops.pop();
                _.trys.pop();
                continue;
            }
            op = body.call(thisArg, _);
          } catch (e) {
            op = [6, e];
            y = 0;
          } finally {
            f = t = 0;
          }
          if (op[0] & 5) throw op[1];
          return { value: op[0] ? op[1] : void 0, done: true };
        }
      };
      var __read = function(o, n) {
        var m = typeof Symbol === "function" && o[Symbol.iterator];
        if (!m) return o;
        var i = m.call(o), r, ar = [], e;
        try {
          while ((n === void 0 || n-- > 0) && !(r = i.next()).done) ar.push(r.value);
        } catch (error) {
          e = { error };
        } finally {
          try {
            if (r && !r.done && (m = i["return"])) m.call(i);
          } finally {
            if (e) throw e.error;
          }
        }
        return ar;
      };
      var __spreadArray = function(to, from, pack) {
        if (pack || arguments.length === 2) for (var i = 0, l = from.length, ar; i < l; i++) {
          if (ar || !(i in from)) {
            if (!ar) ar = Array.prototype.slice.call(from, 0, i);
            ar[i] = from[i];
          }
        }
        return to.concat(ar || Array.prototype.slice.call(from));
      };
      var toInt = function(n) {
        return ~~n;
      };
      var Heap2 = (
        /** @class */
        (function() {
          function Heap3(compare) {
            if (compare === void 0) {
              compare = Heap3.minComparator;
            }
            var _this = this;
            this.compare = compare;
            this.heapArray = [];
            this._limit = 0;
            this.offer = this.add;
            this.element = this.peek;
            this.poll = this.pop;
            this.removeAll = this.clear;
            this._invertedCompare = function(a, b) {
              return -1 * _this.compare(a, b);
            };
          }
          Heap3.getChildrenIndexOf = function(idx) {
            return [idx * 2 + 1, idx * 2 + 2];
          };
          Heap3.getParentIndexOf = function(idx) {
            if (idx <= 0) {
              return -1;
            }
            return idx - 1 >> 1;
          };
          Heap3.getSiblingIndexOf = function(idx) {
            if (idx <= 0) {
              return -1;
            }
            var whichChildren = idx % 2 ? 1 : -1;
            return idx + whichChildren;
          };
          Heap3.minComparator = function(a, b) {
            if (a > b) {
              return 1;
            } else if (a < b) {
              return -1;
            } else {
              return 0;
            }
          };
          Heap3.maxComparator = function(a, b) {
            if (b > a) {
              return 1;
            } else if (b < a) {
              return -1;
            } else {
              return 0;
            }
          };
          Heap3.minComparatorNumber = function(a, b) {
            return a - b;
          };
          Heap3.maxComparatorNumber = function(a, b) {
            return b - a;
          };
          Heap3.defaultIsEqual = function(a, b) {
            return a === b;
          };
          Heap3.print = function(heap) {
            function deep(i2) {
              var pi = Heap3.getParentIndexOf(i2);
              return Math.floor(Math.log2(pi + 1));
            }
            function repeat(str, times) {
              var out = "";
              for (; times > 0; --times) {
                out += str;
              }
              return out;
            }
            var node = 0;
            var lines = [];
            var maxLines = deep(heap.length - 1) + 2;
            var maxLength = 0;
            while (node < heap.length) {
              var i = deep(node) + 1;
              if (node === 0) {
                i = 0;
              }
              var nodeText = String(heap.get(node));
              if (nodeText.length > maxLength) {
                maxLength = nodeText.length;
              }
              lines[i] = lines[i] || [];
              lines[i].push(nodeText);
              node += 1;
            }
            return lines.map(function(line, i2) {
              var times = Math.pow(2, maxLines - i2) - 1;
              return repeat(" ", Math.floor(times / 2) * maxLength) + line.map(function(el) {
                var half = (maxLength - el.length) / 2;
                return repeat(" ", Math.ceil(half)) + el + repeat(" ", Math.floor(half));
              }).join(repeat(" ", times * maxLength));
            }).join("\n");
          };
          Heap3.heapify = function(arr, compare) {
            var heap = new Heap3(compare);
            heap.heapArray = arr;
            heap.init();
            return heap;
          };
          Heap3.heappop = function(heapArr, compare) {
            var heap = new Heap3(compare);
            heap.heapArray = heapArr;
            return heap.pop();
          };
          Heap3.heappush = function(heapArr, item, compare) {
            var heap = new Heap3(compare);
            heap.heapArray = heapArr;
            heap.push(item);
          };
          Heap3.heappushpop = function(heapArr, item, compare) {
            var heap = new Heap3(compare);
            heap.heapArray = heapArr;
            return heap.pushpop(item);
          };
          Heap3.heapreplace = function(heapArr, item, compare) {
            var heap = new Heap3(compare);
            heap.heapArray = heapArr;
            return heap.replace(item);
          };
          Heap3.heaptop = function(heapArr, n, compare) {
            if (n === void 0) {
              n = 1;
            }
            var heap = new Heap3(compare);
            heap.heapArray = heapArr;
            return heap.top(n);
          };
          Heap3.heapbottom = function(heapArr, n, compare) {
            if (n === void 0) {
              n = 1;
            }
            var heap = new Heap3(compare);
            heap.heapArray = heapArr;
            return heap.bottom(n);
          };
          Heap3.nlargest = function(n, iterable, compare) {
            var heap = new Heap3(compare);
            heap.heapArray = __spreadArray([], __read(iterable), false);
            heap.init();
            return heap.top(n);
          };
          Heap3.nsmallest = function(n, iterable, compare) {
            var heap = new Heap3(compare);
            heap.heapArray = __spreadArray([], __read(iterable), false);
            heap.init();
            return heap.bottom(n);
          };
          Heap3.prototype.add = function(element) {
            this._sortNodeUp(this.heapArray.push(element) - 1);
            this._applyLimit();
            return true;
          };
          Heap3.prototype.addAll = function(elements) {
            var _a;
            var i = this.length;
            (_a = this.heapArray).push.apply(_a, __spreadArray([], __read(elements), false));
            for (var l = this.length; i < l; ++i) {
              this._sortNodeUp(i);
            }
            this._applyLimit();
            return true;
          };
          Heap3.prototype.bottom = function(n) {
            if (n === void 0) {
              n = 1;
            }
            if (this.heapArray.length === 0 || n <= 0) {
              return [];
            } else if (this.heapArray.length === 1) {
              return [this.heapArray[0]];
            } else if (n >= this.heapArray.length) {
              return __spreadArray([], __read(this.heapArray), false);
            } else {
              return this._bottomN_push(~~n);
            }
          };
          Heap3.prototype.check = function() {
            var _this = this;
            return this.heapArray.find(function(el, j) {
              return !!_this.getChildrenOf(j).find(function(ch) {
                return _this.compare(el, ch) > 0;
              });
            });
          };
          Heap3.prototype.clear = function() {
            this.heapArray = [];
          };
          Heap3.prototype.clone = function() {
            var cloned = new Heap3(this.comparator());
            cloned.heapArray = this.toArray();
            cloned._limit = this._limit;
            return cloned;
          };
          Heap3.prototype.comparator = function() {
            return this.compare;
          };
          Heap3.prototype.contains = function(o, callbackFn) {
            if (callbackFn === void 0) {
              callbackFn = Heap3.defaultIsEqual;
            }
            return this.indexOf(o, callbackFn) !== -1;
          };
          Heap3.prototype.init = function(array) {
            if (array) {
              this.heapArray = __spreadArray([], __read(array), false);
            }
            for (var i = Heap3.getParentIndexOf(this.length - 1); i >= 0; --i) {
              this._sortNodeDown(i);
            }
            this._applyLimit();
          };
          Heap3.prototype.isEmpty = function() {
            return this.length === 0;
          };
          Heap3.prototype.indexOf = function(element, callbackFn) {
            if (callbackFn === void 0) {
              callbackFn = Heap3.defaultIsEqual;
            }
            if (this.heapArray.length === 0) {
              return -1;
            }
            var indexes = [];
            var currentIndex = 0;
            while (currentIndex < this.heapArray.length) {
              var currentElement = this.heapArray[currentIndex];
              if (callbackFn(currentElement, element)) {
                return currentIndex;
              } else if (this.compare(currentElement, element) <= 0) {
                indexes.push.apply(indexes, __spreadArray([], __read(Heap3.getChildrenIndexOf(currentIndex)), false));
              }
              currentIndex = indexes.shift() || this.heapArray.length;
            }
            return -1;
          };
          Heap3.prototype.indexOfEvery = function(element, callbackFn) {
            if (callbackFn === void 0) {
              callbackFn = Heap3.defaultIsEqual;
            }
            if (this.heapArray.length === 0) {
              return [];
            }
            var indexes = [];
            var foundIndexes = [];
            var currentIndex = 0;
            while (currentIndex < this.heapArray.length) {
              var currentElement = this.heapArray[currentIndex];
              if (callbackFn(currentElement, element)) {
                foundIndexes.push(currentIndex);
                indexes.push.apply(indexes, __spreadArray([], __read(Heap3.getChildrenIndexOf(currentIndex)), false));
              } else if (this.compare(currentElement, element) <= 0) {
                indexes.push.apply(indexes, __spreadArray([], __read(Heap3.getChildrenIndexOf(currentIndex)), false));
              }
              currentIndex = indexes.shift() || this.heapArray.length;
            }
            return foundIndexes;
          };
          Heap3.prototype.leafs = function() {
            if (this.heapArray.length === 0) {
              return [];
            }
            var pi = Heap3.getParentIndexOf(this.heapArray.length - 1);
            return this.heapArray.slice(pi + 1);
          };
          Object.defineProperty(Heap3.prototype, "length", {
            /**
             * Length of the heap. Aliases: {@link size}.
             * @return {Number}
             * @see size
             */
            get: function() {
              return this.heapArray.length;
            },
            enumerable: false,
            configurable: true
          });
          Object.defineProperty(Heap3.prototype, "limit", {
            /**
             * Get length limit of the heap.
             * Use {@link setLimit} or {@link limit} to set the limit.
             * @return {Number}
             * @see setLimit
             */
            get: function() {
              return this._limit;
            },
            /**
             * Set length limit of the heap. Same as using {@link setLimit}.
             * @description If the heap is longer than the limit, the needed amount of leafs are removed.
             * @param {Number} _l Limit, defaults to 0 (no limit). Negative, Infinity, or NaN values set the limit to 0.
             * @see setLimit
             */
            set: function(_l) {
              if (_l < 0 || isNaN(_l)) {
                this._limit = 0;
              } else {
                this._limit = ~~_l;
              }
              this._applyLimit();
            },
            enumerable: false,
            configurable: true
          });
          Heap3.prototype.setLimit = function(_l) {
            this.limit = _l;
            if (_l < 0 || isNaN(_l)) {
              return NaN;
            } else {
              return this._limit;
            }
          };
          Heap3.prototype.peek = function() {
            return this.heapArray[0];
          };
          Heap3.prototype.pop = function() {
            var last = this.heapArray.pop();
            if (this.length > 0 && last !== void 0) {
              return this.replace(last);
            }
            return last;
          };
          Heap3.prototype.push = function() {
            var elements = [];
            for (var _i = 0; _i < arguments.length; _i++) {
              elements[_i] = arguments[_i];
            }
            if (elements.length < 1) {
              return false;
            } else if (elements.length === 1) {
              return this.add(elements[0]);
            } else {
              return this.addAll(elements);
            }
          };
          Heap3.prototype.pushpop = function(element) {
            var _a;
            if (this.compare(this.heapArray[0], element) < 0) {
              _a = __read([this.heapArray[0], element], 2), element = _a[0], this.heapArray[0] = _a[1];
              this._sortNodeDown(0);
            }
            return element;
          };
          Heap3.prototype.remove = function(o, callbackFn) {
            var _this = this;
            if (callbackFn === void 0) {
              callbackFn = Heap3.defaultIsEqual;
            }
            if (!this.heapArray.length)
              return false;
            if (o === void 0) {
              this.pop();
              return true;
            }
            var queue = [0];
            while (queue.length) {
              var idx = queue.shift();
              if (callbackFn(this.heapArray[idx], o)) {
                if (idx === 0) {
                  this.pop();
                } else if (idx === this.heapArray.length - 1) {
                  this.heapArray.pop();
                } else {
                  this.heapArray.splice(idx, 1, this.heapArray.pop());
                  this._sortNodeUp(idx);
                  this._sortNodeDown(idx);
                }
                return true;
              } else if (this.compare(this.heapArray[idx], o) <= 0) {
                var children = Heap3.getChildrenIndexOf(idx).filter(function(c) {
                  return c < _this.heapArray.length;
                });
                queue.push.apply(queue, __spreadArray([], __read(children), false));
              }
            }
            return false;
          };
          Heap3.prototype.replace = function(element) {
            var peek = this.heapArray[0];
            this.heapArray[0] = element;
            this._sortNodeDown(0);
            return peek;
          };
          Heap3.prototype.size = function() {
            return this.length;
          };
          Heap3.prototype.top = function(n) {
            if (n === void 0) {
              n = 1;
            }
            if (this.heapArray.length === 0 || n <= 0) {
              return [];
            } else if (this.heapArray.length === 1 || n === 1) {
              return [this.heapArray[0]];
            } else if (n >= this.heapArray.length) {
              return __spreadArray([], __read(this.heapArray), false);
            } else {
              return this._topN_push(~~n);
            }
          };
          Heap3.prototype.toArray = function() {
            return __spreadArray([], __read(this.heapArray), false);
          };
          Heap3.prototype.toString = function() {
            return this.heapArray.toString();
          };
          Heap3.prototype.get = function(i) {
            return this.heapArray[i];
          };
          Heap3.prototype.getChildrenOf = function(idx) {
            var _this = this;
            return Heap3.getChildrenIndexOf(idx).map(function(i) {
              return _this.heapArray[i];
            }).filter(function(e) {
              return e !== void 0;
            });
          };
          Heap3.prototype.getParentOf = function(idx) {
            var pi = Heap3.getParentIndexOf(idx);
            return this.heapArray[pi];
          };
          Heap3.prototype[Symbol.iterator] = function() {
            return __generator(this, function(_a) {
              switch (_a.label) {
                case 0:
                  if (!this.length) return [3, 2];
                  return [4, this.pop()];
                case 1:
                  _a.sent();
                  return [3, 0];
                case 2:
                  return [
                    2
                    /*return*/
                  ];
              }
            });
          };
          Heap3.prototype.iterator = function() {
            return this.toArray();
          };
          Heap3.prototype._applyLimit = function() {
            if (this._limit > 0 && this._limit < this.heapArray.length) {
              var rm = this.heapArray.length - this._limit;
              while (rm) {
                this.heapArray.pop();
                --rm;
              }
            }
          };
          Heap3.prototype._bottomN_push = function(n) {
            var bottomHeap = new Heap3(this.compare);
            bottomHeap.limit = n;
            bottomHeap.heapArray = this.heapArray.slice(-n);
            bottomHeap.init();
            var startAt = this.heapArray.length - 1 - n;
            var parentStartAt = Heap3.getParentIndexOf(startAt);
            var indices = [];
            for (var i = startAt; i > parentStartAt; --i) {
              indices.push(i);
            }
            var arr = this.heapArray;
            while (indices.length) {
              var i = indices.shift();
              if (this.compare(arr[i], bottomHeap.peek()) > 0) {
                bottomHeap.replace(arr[i]);
                if (i % 2) {
                  indices.push(Heap3.getParentIndexOf(i));
                }
              }
            }
            return bottomHeap.toArray();
          };
          Heap3.prototype._moveNode = function(j, k) {
            var temp = this.heapArray[j];
            this.heapArray[j] = this.heapArray[k];
            this.heapArray[k] = temp;
          };
          Heap3.prototype._sortNodeDown = function(i) {
            var length = this.heapArray.length;
            var originalIndex = i;
            var value = this.heapArray[i];
            var left = 2 * i + 1;
            while (left < length) {
              var right = left + 1;
              var best = right >= length || this.compare(this.heapArray[left], this.heapArray[right]) < 0 ? left : right;
              if (this.compare(this.heapArray[best], value) < 0) {
                this.heapArray[i] = this.heapArray[best];
                i = best;
                left = 2 * i + 1;
              } else
                break;
            }
            if (i !== originalIndex) {
              this.heapArray[i] = value;
            }
          };
          Heap3.prototype._sortNodeUp = function(i) {
            var value = this.heapArray[i];
            var originalIndex = i;
            while (i > 0) {
              var pi = Heap3.getParentIndexOf(i);
              if (this.compare(value, this.heapArray[pi]) < 0) {
                this.heapArray[i] = this.heapArray[pi];
                i = pi;
              } else
                break;
            }
            if (i !== originalIndex) {
              this.heapArray[i] = value;
            }
          };
          Heap3.prototype._topN_push = function(n) {
            var topHeap = new Heap3(this._invertedCompare);
            topHeap.limit = n;
            var indices = [0];
            var arr = this.heapArray;
            while (indices.length) {
              var i = indices.shift();
              if (i < arr.length) {
                if (topHeap.length < n) {
                  topHeap.push(arr[i]);
                  indices.push.apply(indices, __spreadArray([], __read(Heap3.getChildrenIndexOf(i)), false));
                } else if (this.compare(arr[i], topHeap.peek()) < 0) {
                  topHeap.replace(arr[i]);
                  indices.push.apply(indices, __spreadArray([], __read(Heap3.getChildrenIndexOf(i)), false));
                }
              }
            }
            return topHeap.toArray();
          };
          Heap3.prototype._topN_fill = function(n) {
            var heapArray = this.heapArray;
            var topHeap = new Heap3(this._invertedCompare);
            topHeap.limit = n;
            topHeap.heapArray = heapArray.slice(0, n);
            topHeap.init();
            var branch = Heap3.getParentIndexOf(n - 1) + 1;
            var indices = [];
            for (var i = branch; i < n; ++i) {
              indices.push.apply(indices, __spreadArray([], __read(Heap3.getChildrenIndexOf(i).filter(function(l) {
                return l < heapArray.length;
              })), false));
            }
            if ((n - 1) % 2) {
              indices.push(n);
            }
            while (indices.length) {
              var i = indices.shift();
              if (i < heapArray.length) {
                if (this.compare(heapArray[i], topHeap.peek()) < 0) {
                  topHeap.replace(heapArray[i]);
                  indices.push.apply(indices, __spreadArray([], __read(Heap3.getChildrenIndexOf(i)), false));
                }
              }
            }
            return topHeap.toArray();
          };
          Heap3.prototype._topN_heap = function(n) {
            var topHeap = this.clone();
            var result = [];
            for (var i = 0; i < n; ++i) {
              result.push(topHeap.pop());
            }
            return result;
          };
          Heap3.prototype._topIdxOf = function(list) {
            if (!list.length) {
              return -1;
            }
            var idx = 0;
            var top = list[idx];
            for (var i = 1; i < list.length; ++i) {
              var comp = this.compare(list[i], top);
              if (comp < 0) {
                idx = i;
                top = list[i];
              }
            }
            return idx;
          };
          Heap3.prototype._topOf = function() {
            var list = [];
            for (var _i = 0; _i < arguments.length; _i++) {
              list[_i] = arguments[_i];
            }
            var heap = new Heap3(this.compare);
            heap.init(list);
            return heap.peek();
          };
          return Heap3;
        })()
      );
      exports2.Heap = Heap2;
      exports2.HeapAsync = HeapAsync;
      exports2.default = Heap2;
      exports2.toInt = toInt;
      Object.defineProperty(exports2, "__esModule", { value: true });
    }));
  }
});

// node_modules/seedrandom/lib/alea.js
var require_alea = __commonJS({
  "node_modules/seedrandom/lib/alea.js"(exports, module) {
    (function(global, module2, define2) {
      function Alea(seed) {
        var me = this, mash = Mash();
        me.next = function() {
          var t = 2091639 * me.s0 + me.c * 23283064365386963e-26;
          me.s0 = me.s1;
          me.s1 = me.s2;
          return me.s2 = t - (me.c = t | 0);
        };
        me.c = 1;
        me.s0 = mash(" ");
        me.s1 = mash(" ");
        me.s2 = mash(" ");
        me.s0 -= mash(seed);
        if (me.s0 < 0) {
          me.s0 += 1;
        }
        me.s1 -= mash(seed);
        if (me.s1 < 0) {
          me.s1 += 1;
        }
        me.s2 -= mash(seed);
        if (me.s2 < 0) {
          me.s2 += 1;
        }
        mash = null;
      }
      function copy(f, t) {
        t.c = f.c;
        t.s0 = f.s0;
        t.s1 = f.s1;
        t.s2 = f.s2;
        return t;
      }
      function impl(seed, opts) {
        var xg = new Alea(seed), state = opts && opts.state, prng = xg.next;
        prng.int32 = function() {
          return xg.next() * 4294967296 | 0;
        };
        prng.double = function() {
          return prng() + (prng() * 2097152 | 0) * 11102230246251565e-32;
        };
        prng.quick = prng;
        if (state) {
          if (typeof state == "object") copy(state, xg);
          prng.state = function() {
            return copy(xg, {});
          };
        }
        return prng;
      }
      function Mash() {
        var n = 4022871197;
        var mash = function(data) {
          data = String(data);
          for (var i = 0; i < data.length; i++) {
            n += data.charCodeAt(i);
            var h = 0.02519603282416938 * n;
            n = h >>> 0;
            h -= n;
            h *= n;
            n = h >>> 0;
            h -= n;
            n += h * 4294967296;
          }
          return (n >>> 0) * 23283064365386963e-26;
        };
        return mash;
      }
      if (module2 && module2.exports) {
        module2.exports = impl;
      } else if (define2 && define2.amd) {
        define2(function() {
          return impl;
        });
      } else {
        this.alea = impl;
      }
    })(
      exports,
      typeof module == "object" && module,
      // present in node.js
      typeof define == "function" && define
      // present with an AMD loader
    );
  }
});

// bench/.copy.ts
import { stringify } from "csv-stringify";

// src/kernel/assert.ts
var AssertionFailure = class extends Error {
  name = "AssertionFailure";
};
function assert(condition, sentence) {
  if (!condition) throw new AssertionFailure(sentence);
}

// src/units/money.ts
var RATE_DECIMALS = 10;
var DECIMAL = /^(-?)(\d+)?(?:\.(\d+))?(?:e([+-]?\d{1,3}))?$/i;
function parseRate(decimal) {
  const [, sign, whole = "", fraction = "", exponent = "0"] = DECIMAL.exec(decimal.trim()) ?? [];
  if (whole + fraction === "") throw new RangeError(`expected a decimal price in USD, received "${decimal}"`);
  const shift = Number(exponent) - fraction.length + RATE_DECIMALS;
  const digits = BigInt(whole + fraction);
  const size = shift >= 0 ? digits * 10n ** BigInt(shift) : divideRounded(digits, 10n ** BigInt(-shift));
  return sign === "-" ? -size : size;
}
function divideRounded(numerator, denominator) {
  if (denominator < 0n) return divideRounded(-numerator, -denominator);
  if (numerator < 0n) return -divideRounded(-numerator, denominator);
  return (2n * numerator + denominator) / (2n * denominator);
}

// src/billing/rates.ts
var Rates = class {
  prefix;
  prices;
  x86;
  arm;
  constructor(prices) {
    this.prices = prices;
    this.prefix = prices.usagePrefix;
    this.x86 = fargateRates(prices, "X86_64");
    this.arm = fargateRates(prices, "ARM64");
  }
  /** A scenario without a price for what it runs was refused by the loader. */
  fargate(arm) {
    const rates = arm ? this.arm : this.x86;
    assert(rates !== null, "a run on Fargate began without a price for it");
    return rates;
  }
  /** An hour of an instance: the price that the scenario names, else On-Demand. */
  instanceHour(type, hourlyPrice) {
    const price = hourlyPrice ?? (type === null ? "0" : this.prices.ec2.hourlyPrice(type));
    assert(price !== void 0, `a run with instances of type ${type} began without a price for them`);
    return parseRate(price);
  }
};
function fargateRates({ fargate }, architecture) {
  const prices = fargate?.[architecture];
  if (fargate === null || prices === null || prices === void 0) return null;
  return {
    vcpuHour: parseRate(prices.vcpuHour),
    gbHour: parseRate(prices.gbHour),
    ephemeralGbHour: parseRate(fargate.ephemeralGbHour ?? "0")
  };
}

// src/events/observer.ts
var Observer = class {
  /** Called once, before anything has happened; the names in `world` fill in as the run registers them. */
  begin(_world) {
  }
  /** First instant at which the observer wants to look at the state after all else (phase 5); -1 for never. */
  firstSampleMs() {
    return -1;
  }
  /** The instant it asked for has passed; gives the next one, or -1. */
  sampled(_at) {
    return -1;
  }
  /** RunTask was called for it the first time. */
  taskRequested(_at, _task) {
  }
  /** RunTask was refused the first time; `reason` is an index of the world's reasons. */
  placementFailed(_at, _task, _reason) {
  }
  /** Accepted: it counts in the remaining resources of its instance, or in Fargate's. */
  taskPlaced(_at, _task) {
  }
  taskStatusChanged(_at, _task, _from, _to) {
  }
  pullStarted(_at, _task) {
  }
  /** All of its containers have ended; it is STOPPING and what it held is yet to be returned. */
  containersStopped(_at, _task) {
  }
  /** desiredStatus has become STOPPED: it no longer counts in the remaining resources. */
  taskReleased(_at, _task) {
  }
  /** Its last moment: STOPPED, or given up (status NONE). The row is gone after this call. */
  taskGone(_at, _task) {
  }
  instanceStatusChanged(_at, _instance, _from, _to) {
  }
  runEnded(_at) {
  }
};
function listenersOf(observers) {
  const wanting = (method) => observers.filter((observer) => observer[method] !== Observer.prototype[method]);
  return {
    taskRequested: wanting("taskRequested"),
    placementFailed: wanting("placementFailed"),
    taskPlaced: wanting("taskPlaced"),
    taskStatusChanged: wanting("taskStatusChanged"),
    pullStarted: wanting("pullStarted"),
    containersStopped: wanting("containersStopped"),
    taskReleased: wanting("taskReleased"),
    taskGone: wanting("taskGone"),
    instanceStatusChanged: wanting("instanceStatusChanged"),
    runEnded: wanting("runEnded")
  };
}

// src/kernel/rows.ts
function makeBlock(stride, rows) {
  return { floats: new Float64Array(stride * rows), ints: new Int32Array(stride * rows) };
}
function grownBlock(block, length) {
  const floats = new Float64Array(length);
  floats.set(block.floats);
  const ints = new Int32Array(length);
  ints.set(block.ints);
  return { floats, ints };
}
function copyBlock({ floats, ints }, length) {
  return { floats: floats.slice(0, length), ints: ints.slice(0, length) };
}
function layOut(table, block, floats, ints) {
  const fields = table;
  for (const [i, name] of floats.entries()) fields[name] = block.floats.subarray(i);
  for (const [i, name] of ints.entries()) fields[name] = block.ints.subarray(i);
}

// src/model/task-table.ts
var NONE = -1;
var FLOATS = [
  "ordinal",
  "number",
  "requestedAt",
  "createdAt",
  "connectivityAt",
  "pullStartedAt",
  "pullStoppedAt",
  "startedAt",
  "stoppingAt",
  "stoppedAt",
  "durationMs",
  "sigtermMs",
  "stopReason"
];
var INTS = [
  "generation",
  "status",
  "holding",
  "instance",
  "zone",
  "workload",
  "group",
  "cpu",
  "memory",
  "gpu",
  "queue",
  "next",
  "previous",
  "queueNext",
  "stopCode",
  "exitCode"
];
var STRIDE = 16;
var MOST_ROWS = Math.floor(2 ** 31 / STRIDE);
var TaskTable = class {
  live = 0;
  /** Tasks ever given a row: the next ordinal. */
  made = 0;
  /** Positions that were ever in use lie below this. */
  end = 0;
  free = [];
  block = makeBlock(STRIDE, 256);
  /** Counts tasks over the whole run, in order of their first request; -1 while the row is free. */
  ordinal;
  /** The n of the id `STEM-n`. */
  number;
  requestedAt;
  createdAt;
  /** Before: Fargate's provisioning, or on an instance with awsvpc the interface's attaching. */
  connectivityAt;
  /** Before: from PENDING, Fargate's host, or the hand-over to the instance's agent. */
  pullStartedAt;
  /** Before: minus what the median time of an image pull is multiplied with. */
  pullStoppedAt;
  /** Before: the start of the containers, from pullStoppedAt. */
  startedAt;
  stoppingAt;
  /** Before: from the containers' end, the release of the network interface, or of what the task held on its instance. */
  stoppedAt;
  durationMs;
  /** SIGTERM to the containers' own end. */
  sigtermMs;
  /** Index into the run's reasons, or -1. */
  stopReason;
  generation;
  status;
  /** Bits of what the task holds: see `Holding`. */
  holding;
  instance;
  zone;
  workload;
  group;
  /** CPU units, MiB and whole GPUs that the task subtracts from its instance (ecs:R-1.6). */
  cpu;
  memory;
  gpu;
  /** The waiting queue that the task is in, or -1. */
  queue;
  /** Neighbours in the list the task is in: those that wait, or those of one instance. */
  next;
  previous;
  /** Next task in the host's queue. */
  queueNext;
  stopCode;
  /** Exit code of the first essential container; -1 while unknown. */
  exitCode;
  /** Mapped task ids (`taskId` column of a trace), for live rows only. */
  names = /* @__PURE__ */ new Map();
  constructor() {
    layOut(this, this.block, FLOATS, INTS);
  }
  /** A row for a new task, its fields at their beginnings but for those that its arrival draws. */
  add() {
    const task = this.free.pop() ?? this.takeNew();
    this.live++;
    this.ordinal[task] = this.made++;
    this.createdAt[task] = NONE;
    this.stoppingAt[task] = NONE;
    this.status[task] = 0;
    this.holding[task] = Holding.WANTED;
    this.instance[task] = NONE;
    this.zone[task] = NONE;
    this.queue[task] = NONE;
    this.stopCode[task] = 0;
    this.stopReason[task] = NONE;
    this.exitCode[task] = NONE;
    return task;
  }
  /** Gives the row back: timers that still name it are stale from now on. */
  remove(task) {
    this.cancelTimers(task);
    if (this.names.size > 0) this.names.delete(task);
    this.ordinal[task] = NONE;
    this.free.push(task);
    this.live--;
  }
  isLive(task) {
    return this.ordinal[task] !== NONE;
  }
  /** Whether `desiredStatus` is RUNNING. */
  isWanted(task) {
    return (this.holding[task] & Holding.WANTED) !== 0;
  }
  /** Makes every timer that is set for the task stale, without giving the row back. */
  cancelTimers(task) {
    this.generation[task] = this.generation[task] + 1 & 2147483647;
  }
  /** Every live task, in no order that means anything. */
  liveTasks() {
    const found = [];
    for (let task = 0; task < this.end; task += STRIDE) if (this.ordinal[task] !== NONE) found.push(task);
    return found;
  }
  takeNew() {
    const task = this.end;
    this.end += STRIDE;
    if (this.end > this.block.ints.length) {
      assert(this.end < MOST_ROWS * STRIDE, "a run has more live tasks than it can hold");
      this.block = grownBlock(this.block, task * 2);
      layOut(this, this.block, FLOATS, INTS);
    }
    return task;
  }
  snapshot() {
    const { live, made, end: end2 } = this;
    return { live, made, end: end2, free: [...this.free], names: [...this.names], block: copyBlock(this.block, end2) };
  }
  restore(state) {
    const { live, made, end: end2 } = state;
    this.live = live;
    this.made = made;
    this.end = end2;
    this.free = [...state.free];
    this.names = new Map(state.names);
    this.block = grownBlock(state.block, Math.max(end2, 256 * STRIDE));
    layOut(this, this.block, FLOATS, INTS);
  }
};
function notYet(delayMs) {
  return -1 - delayMs;
}
function delayUntil(field) {
  return -1 - field;
}
var Holding = {
  /** Counted in the control plane's remaining resources: from placement to desiredStatus STOPPED. */
  CONTROL: 1,
  /** Counted by the agent on the host: from its start of work to STOPPED. */
  HOST: 2,
  /** In the host's queue. */
  QUEUED: 4,
  /** `desiredStatus` is RUNNING. */
  WANTED: 8
};

// src/billing/fargate.ts
var FARGATE_MINIMUM_SECONDS = { LINUX: 60, WINDOWS: 300 };
var FREE_EPHEMERAL_GIB = 20;
function fargateBilledSeconds(ms, os) {
  return Math.max(FARGATE_MINIMUM_SECONDS[os], Math.ceil(ms / 1e3));
}
function billedEphemeralGib(sizeGib) {
  return Math.max(0, sizeGib - FREE_EPHEMERAL_GIB);
}

// src/billing/task-charges.ts
var FargateTaskCharges = class extends Observer {
  world;
  rates;
  /** Nano-USD a second of one CPU unit, one MiB and one GiB of storage, by architecture: figures of one task fit a Float64. */
  perSecond = [];
  constructor(rates) {
    super();
    this.rates = rates;
  }
  begin(world) {
    this.world = world;
  }
  billedSeconds(task) {
    const { instance, pullStartedAt, stoppedAt } = this.world.tasks;
    if (instance[task] !== NONE || pullStartedAt[task] < 0 || stoppedAt[task] < 0) return -1;
    return fargateBilledSeconds(stoppedAt[task] - pullStartedAt[task], "LINUX");
  }
  chargeNanoUsd(task) {
    const seconds = this.billedSeconds(task);
    if (seconds < 0) return -1;
    const { tasks, definitions, workloads } = this.world;
    const { arm, ephemeralStorageGib } = definitions[workloads[tasks.workload[task]].definition];
    const rate = this.rateOf(arm);
    return Math.round(tasks.cpu[task] * seconds * rate.cpuUnit) + Math.round(tasks.memory[task] * seconds * rate.mib) + Math.round(billedEphemeralGib(ephemeralStorageGib) * seconds * rate.storageGib);
  }
  rateOf(arm) {
    return this.perSecond[Number(arm)] ??= perSecondOf(this.rates.fargate(arm));
  }
};
function perSecondOf({ vcpuHour, gbHour, ephemeralGbHour }) {
  const nanoPerSecond = (rate) => Number(rate) / 10 / 3600;
  return {
    cpuUnit: nanoPerSecond(vcpuHour) / 1024,
    mib: nanoPerSecond(gbHour) / 1024,
    storageGib: nanoPerSecond(ephemeralGbHour)
  };
}

// src/kernel/digest.ts
var PRIME_1 = 2654435761 | 0;
var PRIME_2 = 2246822507 | 0;
var PRIME_3 = 3266489909 | 0;
var Digest = class {
  a = 608135816;
  b = 2242054355 | 0;
  /** Mixes in one fact: four integers, the first and last up to 2^53. */
  add(at, kind, row, value) {
    let a = Math.imul(this.a ^ (at | 0), PRIME_1);
    a ^= a >>> 15;
    a = Math.imul(a + Math.imul(kind, PRIME_3) + row | 0, PRIME_2);
    a ^= a >>> 13;
    let b = Math.imul(this.b ^ (value | 0) ^ a, PRIME_3);
    b ^= b >>> 16;
    b = Math.imul(b + (at / 4294967296 | 0) + Math.imul(value / 4294967296 | 0, PRIME_1) | 0, PRIME_1);
    this.a = a ^ a >>> 16;
    this.b = b ^ b >>> 13 ^ row;
  }
  /** Mixes in a text, character by character. */
  addText(text) {
    for (let i = 0; i < text.length; i++) this.add(text.charCodeAt(i), 1, i, 0);
    this.add(text.length, 2, 0, 0);
  }
  /** Mixes in bytes; the same bytes in other chunks give the same digest only if every chunk but the last is a multiple of four long. */
  addBytes(bytes) {
    let a = this.a;
    let b = this.b;
    const whole = bytes.length & ~3;
    for (let i = 0; i < whole; i += 4) {
      const word = bytes[i] | bytes[i + 1] << 8 | bytes[i + 2] << 16 | bytes[i + 3] << 24;
      a = Math.imul(a ^ word, PRIME_1);
      a ^= a >>> 15;
      b = Math.imul(b, PRIME_2) + a | 0;
    }
    for (let i = whole; i < bytes.length; i++) {
      a = Math.imul(a ^ bytes[i], PRIME_3);
      a ^= a >>> 15;
      b = Math.imul(b, PRIME_2) + a | 0;
    }
    this.a = a;
    this.b = b;
  }
  /** Sixteen hexadecimal digits. */
  hex() {
    let a = Math.imul(this.a ^ this.b >>> 16, PRIME_2);
    let b = Math.imul(this.b ^ this.a >>> 15, PRIME_3);
    a ^= a >>> 15;
    b ^= b >>> 13;
    return hex32(a) + hex32(b);
  }
  /** The whole state, to be given to `restore`. */
  snapshot() {
    return { a: this.a, b: this.b };
  }
  /** Goes on from a state that `snapshot` gave. */
  restore(state) {
    this.a = state.a;
    this.b = state.b;
  }
};
function hex32(value) {
  return (value >>> 0).toString(16).padStart(8, "0");
}

// src/model/task-status.ts
var TaskStatus = {
  NONE: 0,
  PROVISIONING: 1,
  PENDING: 2,
  ACTIVATING: 3,
  RUNNING: 4,
  DEACTIVATING: 5,
  STOPPING: 6,
  DEPROVISIONING: 7,
  STOPPED: 8
};
var TASK_STATUS_NAMES = Object.keys(TaskStatus);
var { NONE: NONE2, PROVISIONING, PENDING, ACTIVATING, RUNNING, DEACTIVATING, STOPPING, DEPROVISIONING, STOPPED } = TaskStatus;
var LEGAL = [
  [NONE2, [PROVISIONING, PENDING]],
  [PROVISIONING, [PENDING, DEPROVISIONING, STOPPED]],
  [PENDING, [ACTIVATING, RUNNING, STOPPING, STOPPED]],
  [ACTIVATING, [RUNNING, STOPPING, STOPPED]],
  [RUNNING, [DEACTIVATING, STOPPING]],
  [DEACTIVATING, [STOPPING]],
  [STOPPING, [DEPROVISIONING, STOPPED]],
  [DEPROVISIONING, [STOPPED]],
  [STOPPED, []]
];
var SUCCESSORS = Int32Array.from(LEGAL, ([, successors]) => successors.reduce((bits, to) => bits | 1 << to, 0));
function assertLegalTransition(from, to) {
  if ((SUCCESSORS[from] >> to & 1) === 0)
    assert(false, `a task went from ${TASK_STATUS_NAMES[from]} to ${TASK_STATUS_NAMES[to]}, which ECS never does`);
}
var StopCode = {
  NONE: 0,
  TaskFailedToStart: 1,
  EssentialContainerExited: 2,
  UserInitiated: 3,
  ServiceSchedulerInitiated: 4,
  SpotInterruption: 5,
  TerminationNotice: 6,
  InfrastructureHealth: 7
};
var STOP_CODE_NAMES = Object.keys(StopCode).map((name) => name === "NONE" ? "" : name);

// src/model/instance-status.ts
var InstanceStatus = {
  NONE: 0,
  REGISTERING: 1,
  ACTIVE: 2,
  DRAINING: 3,
  DEREGISTERING: 4,
  INACTIVE: 5,
  CLOSED: 6
};
var INSTANCE_STATUS_NAMES = Object.keys(InstanceStatus);

// src/units/calendar.ts
var DAY_MS = 864e5;
var HOUR_MS = 36e5;
var MINUTE_MS = 6e4;
function daysFromDate(year, month, day) {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}
function dateFromDays(days) {
  const shifted = days + 719468;
  const era = Math.floor(shifted / 146097);
  const dayOfEra = shifted - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1
  };
}
function daysInMonth(year, month) {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
var TWO_DIGITS = Array.from({ length: 100 }, (_, n) => String(n).padStart(2, "0"));
var THREE_DIGITS = Array.from({ length: 1e3 }, (_, n) => String(n).padStart(3, "0"));
function writeInstant(bytes, at, epochMs) {
  const time = enterDay(epochMs);
  const prefix = lastDay.bytes;
  for (let index = 0; index < 11; index++) bytes[at + index] = prefix[index];
  const seconds = time / 1e3 | 0;
  const minutes = seconds / 60 | 0;
  const hours = minutes / 60 | 0;
  const fraction = time - seconds * 1e3;
  const tens = fraction / 10 | 0;
  writeTwo(bytes, at + 11, hours);
  bytes[at + 13] = COLON;
  writeTwo(bytes, at + 14, minutes - hours * 60);
  bytes[at + 16] = COLON;
  writeTwo(bytes, at + 17, seconds - minutes * 60);
  bytes[at + 19] = POINT;
  writeTwo(bytes, at + 20, tens);
  bytes[at + 22] = ZERO + (fraction - tens * 10);
  bytes[at + 23] = LETTER_Z;
  return at + 24;
}
var ZERO = 48;
var COLON = 58;
var POINT = 46;
var HYPHEN = 45;
var LETTER_T = 84;
var LETTER_Z = 90;
function writeTwo(bytes, at, value) {
  const tens = value / 10 | 0;
  bytes[at] = ZERO + tens;
  bytes[at + 1] = ZERO + (value - tens * 10);
}
var lastDay = { startMs: NaN, bytes: new Uint8Array(11), text: "" };
function enterDay(epochMs) {
  const sinceMidnight = epochMs - lastDay.startMs;
  if (sinceMidnight >= 0 && sinceMidnight < DAY_MS) return sinceMidnight;
  const days = Math.floor(epochMs / DAY_MS);
  const { year, month, day } = dateFromDays(days);
  if (!(year >= 0 && year <= 9999)) {
    throw new RangeError(`expected an instant of the years 0 to 9999, received ${epochMs}`);
  }
  lastDay.startMs = days * DAY_MS;
  lastDay.text = "";
  const bytes = lastDay.bytes;
  const century = year / 100 | 0;
  writeTwo(bytes, 0, century);
  writeTwo(bytes, 2, year - century * 100);
  bytes[4] = HYPHEN;
  writeTwo(bytes, 5, month);
  bytes[7] = HYPHEN;
  writeTwo(bytes, 8, day);
  bytes[10] = LETTER_T;
  return epochMs - lastDay.startMs;
}
var formatters = /* @__PURE__ */ new Map();
function formatterOf(timeZone) {
  const known = formatters.get(timeZone);
  if (known !== void 0) return known;
  const made = makeFormatter(timeZone);
  if (made !== null) formatters.set(timeZone, made);
  return made;
}
function makeFormatter(timeZone) {
  if (!/^[A-Za-z]/.test(timeZone)) return null;
  try {
    return new Intl.DateTimeFormat("en-US", { timeZone, timeZoneName: "longOffset" });
  } catch {
    return null;
  }
}
var OFFSET = /GMT(?:([+-])(\d{2}):(\d{2})(?::(\d{2}))?)?$/;
function zoneOffsetMs(timeZone, epochMs) {
  if (timeZone === "UTC") return 0;
  const formatter = formatterOf(timeZone);
  if (formatter === null) throw new RangeError(`expected an IANA time zone, received "${timeZone}"`);
  const [, sign, hours = "0", minutes = "0", seconds = "0"] = OFFSET.exec(formatter.format(epochMs)) ?? [];
  const size = Number(hours) * HOUR_MS + Number(minutes) * MINUTE_MS + Number(seconds) * 1e3;
  return sign === "-" ? -size : size;
}
function localToEpochMs(timeZone, year, month, day, hour, minute) {
  const local = daysFromDate(year, month, day) * DAY_MS + hour * HOUR_MS + minute * MINUTE_MS;
  if (timeZone === "UTC") return local;
  const offsetBefore = zoneOffsetMs(timeZone, local - DAY_MS);
  const offsetAfter = zoneOffsetMs(timeZone, local + DAY_MS);
  if (offsetBefore === offsetAfter) return local - offsetBefore;
  const first = local - Math.max(offsetBefore, offsetAfter);
  if (first + zoneOffsetMs(timeZone, first) === local) return first;
  const second = local - Math.min(offsetBefore, offsetAfter);
  return second + zoneOffsetMs(timeZone, second) === local ? second : null;
}

// src/reporters/streams/byte-buffer.ts
var encoder = new TextEncoder();
function bytesOf(text) {
  return encoder.encode(text);
}
var ByteBuffer = class {
  bytes = new Uint8Array(1 << 16);
  length = 0;
  /** Room for so many bytes more. */
  reserve(more) {
    if (this.length + more <= this.bytes.length) return;
    const larger = new Uint8Array(Math.max(this.bytes.length * 2, this.length + more));
    larger.set(this.bytes.subarray(0, this.length));
    this.bytes = larger;
  }
  /** What has gathered since the last call; valid until the next byte is written. */
  take() {
    const taken = this.bytes.subarray(0, this.length);
    this.length = 0;
    return taken;
  }
  copy(source) {
    this.reserve(source.length);
    this.bytes.set(source, this.length);
    this.length += source.length;
  }
  /** Writes a text of which every character is `plain` (1 by ASCII code); of any other text nothing, and gives false. */
  plain(text, plain) {
    const { length } = text;
    this.reserve(length);
    const { bytes } = this;
    let at = this.length;
    for (let i = 0; i < length; i++) {
      const code = text.charCodeAt(i);
      if (code > 127 || plain[code] === 0) return false;
      bytes[at++] = code;
    }
    this.length = at;
    return true;
  }
  /** Writes again what stands between two offsets. */
  repeat(from, to) {
    this.reserve(to - from);
    const { bytes } = this;
    let at = this.length;
    for (let i = from; i < to; i++) bytes[at++] = bytes[i];
    this.length = at;
  }
  byte(value) {
    this.bytes[this.length++] = value;
  }
  /** A whole number from 0 to 2^53 in decimal digits. */
  whole(value) {
    this.padded(value, digitsOf(value));
  }
  /** A whole number from 0 to 2^53 in exactly so many digits, zeros first. */
  padded(value, digits) {
    const { bytes, length } = this;
    let at = length + digits;
    let rest = value;
    while (rest > MOST_INT && at > length) {
      const quotient = Math.floor(rest / 10);
      bytes[--at] = ZERO2 + (rest - quotient * 10);
      rest = quotient;
    }
    for (let int = rest | 0; at > length; ) {
      const quotient = int / 10 | 0;
      bytes[--at] = ZERO2 + (int - quotient * 10);
      int = quotient;
    }
    this.length = length + digits;
  }
  /** An instant as `2026-03-02T00:00:00.000Z`. */
  instant(epochMs) {
    this.length = writeInstant(this.bytes, this.length, epochMs);
  }
  /** An instant as `2026-03-02T00:00:00Z`, what is beyond the second cut off; takes the room of a whole one. */
  instantToSecond(epochMs) {
    this.instant(epochMs);
    this.length -= 4;
    this.bytes[this.length - 1] = LETTER_Z2;
  }
};
var MOST_INT = 2147483647;
var ZERO2 = 48;
var LETTER_Z2 = 90;
function digitsOf(value) {
  let digits = 1;
  for (let bound = 10; value >= bound; bound *= 10) digits++;
  return digits;
}

// src/reporters/streams/csv-field.ts
var PLAIN_CSV = Uint8Array.from(
  { length: 128 },
  (_, code) => [",", '"', "\n", "\r"].includes(String.fromCharCode(code)) ? 0 : 1
);
function csvBytes(...fields) {
  return bytesOf(
    fields.map((field) => /[",\n\r]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field).join(",")
  );
}

// src/reporters/streams/tasks-csv.ts
var TASK_COLUMNS = [
  "taskId",
  "taskDefinition",
  "group",
  "cluster",
  "launchType",
  "capacityProvider",
  "containerInstanceId",
  "instanceType",
  "availabilityZone",
  "cpu",
  "memory",
  "requestedAt",
  "createdAt",
  "pullStartedAt",
  "startedAt",
  "stoppingAt",
  "stoppedAt",
  "lastStatus",
  "stopCode",
  "stoppedReason",
  "waitSeconds",
  "billedSeconds",
  "cost"
];
var TasksCsv = class extends Observer {
  buffer = new ByteBuffer();
  charges;
  world;
  pieces = new Pieces();
  constructor(charges) {
    super();
    this.charges = charges;
  }
  /** How many bytes have gathered. */
  get pendingBytes() {
    return this.buffer.length;
  }
  /** The bytes that have gathered since the last call: a view that is valid until the run goes on. */
  take() {
    return this.buffer.take();
  }
  begin(world) {
    this.world = world;
    this.buffer.copy(bytesOf(`${TASK_COLUMNS.join(",")}
`));
  }
  taskGone(_at, task) {
    this.writeRow(task, true);
  }
  runEnded() {
    const { tasks } = this.world;
    for (const task of tasks.liveTasks().sort((a, b) => tasks.ordinal[a] - tasks.ordinal[b]))
      this.writeRow(task, false);
  }
  writeRow(task, gone) {
    const { buffer, pieces, world } = this;
    const { tasks } = world;
    this.text(world.taskId(task));
    this.launch(tasks.workload[task], world.group(task));
    buffer.copy(pieces.ofPlace(world, tasks.instance[task], tasks.zone[task]));
    buffer.reserve(LONGEST_FIGURES);
    buffer.byte(COMMA);
    buffer.whole(tasks.cpu[task]);
    buffer.byte(COMMA);
    buffer.whole(tasks.memory[task]);
    this.instant(tasks.requestedAt[task]);
    this.instant(tasks.createdAt[task]);
    this.instant(tasks.pullStartedAt[task]);
    this.instant(tasks.startedAt[task]);
    this.instant(tasks.stoppingAt[task]);
    this.instant(tasks.stoppedAt[task]);
    this.ending(task, gone);
    this.figures(task);
    buffer.byte(NEWLINE);
  }
  launch(workload, group) {
    const { buffer } = this;
    const own = this.pieces.ofWorkload(this.world, workload, group);
    if (own.group === group) {
      buffer.copy(own.withGroup);
      return;
    }
    buffer.copy(own.beforeGroup);
    this.text(group);
    buffer.copy(own.afterGroup);
  }
  ending(task, gone) {
    const { tasks } = this.world;
    const status = tasks.status[task];
    const stopCode = tasks.stopCode[task];
    const isOver2 = stopCode !== StopCode.NONE || gone && status === TaskStatus.NONE;
    this.buffer.copy(
      this.pieces.ofEnding(this.world, status, stopCode, isOver2 ? tasks.stopReason[task] : NONE)
    );
    this.buffer.reserve(LONGEST_FIGURES);
  }
  figures(task) {
    const { buffer, charges } = this;
    const { tasks } = this.world;
    const startedAt = tasks.startedAt[task];
    if (startedAt >= 0) {
      const waitMs = startedAt - tasks.requestedAt[task];
      const seconds = Math.floor(waitMs / 1e3);
      buffer.whole(seconds);
      buffer.byte(POINT2);
      buffer.padded(waitMs - seconds * 1e3, 3);
    }
    buffer.byte(COMMA);
    const billedSeconds = charges.billedSeconds(task);
    if (billedSeconds >= 0) buffer.whole(billedSeconds);
    buffer.byte(COMMA);
    const nanoUsd = charges.chargeNanoUsd(task);
    if (nanoUsd >= 0) this.dollars(nanoUsd);
  }
  /** Whole nano-USD as `formatNanoUsd` writes them: without needless zeros. */
  dollars(nanoUsd) {
    const { buffer } = this;
    const whole = Math.floor(nanoUsd / 1e9);
    const fraction = nanoUsd - whole * 1e9;
    buffer.whole(whole);
    if (fraction === 0) return;
    buffer.byte(POINT2);
    buffer.padded(fraction, 9);
    while (buffer.bytes[buffer.length - 1] === ZERO3) buffer.length--;
  }
  /** A comma and the instant, if it has come. */
  instant(at) {
    this.buffer.byte(COMMA);
    if (at >= 0) this.buffer.instant(this.world.startMs + at);
  }
  text(text) {
    if (!this.buffer.plain(text, PLAIN_CSV)) this.buffer.copy(csvBytes(text));
  }
};
var COMMA = 44;
var POINT2 = 46;
var NEWLINE = 10;
var ZERO3 = 48;
var LONGEST_FIGURES = 256;
var Pieces = class {
  byWorkload = [];
  /** By reason + 1, then by status and stop code. */
  byEnding = [];
  byInstance = [];
  byZone = [];
  ofWorkload(world, workload, group) {
    return this.byWorkload[workload] ??= workloadPieces(world, workload, group);
  }
  /** `,lastStatus,stopCode,stoppedReason,`. */
  ofEnding(world, status, stopCode, reason) {
    const ofReason = this.byEnding[reason + 1] ??= [];
    return ofReason[status * STOP_CODE_NAMES.length + stopCode] ??= endingPiece(
      world,
      status,
      stopCode,
      reason
    );
  }
  /** `containerInstanceId,instanceType,availabilityZone`. */
  ofPlace(world, instance, zone) {
    if (instance === NONE)
      return zone === NONE ? NO_PLACE : this.byZone[zone] ??= csvBytes(...["", "", world.zones[zone]]);
    return this.byInstance[instance] ??= instancePlace(world, instance);
  }
};
var NO_PLACE = bytesOf(",,");
function workloadPieces(world, workload, group) {
  const { cluster, definition, fargate, capacityProvider } = world.workloads[workload];
  const before = ["", world.definitions[definition].label];
  const after2 = [world.clusters[cluster], fargate ? "FARGATE" : "EC2", capacityProvider, ""];
  return {
    group,
    withGroup: csvBytes(...before, group, ...after2),
    beforeGroup: csvBytes(...before, ""),
    afterGroup: csvBytes("", ...after2)
  };
}
function endingPiece(world, status, stopCode, reason) {
  const lastStatus = status === TaskStatus.NONE ? "" : TASK_STATUS_NAMES[status];
  return csvBytes(
    "",
    lastStatus,
    STOP_CODE_NAMES[stopCode],
    reason === NONE ? "" : world.reasons[reason],
    ""
  );
}
function instancePlace(world, instance) {
  const { fleet, entries, zones } = world;
  const type = entries[fleet.entry[instance]].ec2InstanceType ?? "";
  return csvBytes(world.instanceId(instance), type, zones[fleet.zone[instance]]);
}

// src/catalog/fargate-sizes.ts
var ROWS = [
  [256, [512, 1024, 2048]],
  [512, range(1, 4, 1)],
  [1024, range(2, 8, 1)],
  [2048, range(4, 16, 1)],
  [4096, range(8, 30, 1)],
  [8192, range(16, 60, 4)],
  [16384, range(32, 120, 8)],
  [32768, [60 * 1024, 120 * 1024, 244 * 1024]]
];
var FARGATE_CPU_UNITS = ROWS.map(([cpu]) => cpu);
function fargateMemoryChoices(cpu) {
  return ROWS.find(([rowCpu]) => rowCpu === cpu)?.[1] ?? [];
}
function isFargateSize(cpu, memory) {
  return fargateMemoryChoices(cpu).includes(memory);
}
function cheapestFargateSize(cpu, memory, vcpuRate = 0.04048, gbRate = 4445e-6) {
  let cheapest = null;
  let lowest = Number.POSITIVE_INFINITY;
  for (const [rowCpu, memories] of ROWS) {
    if (rowCpu < cpu) continue;
    const rowMemory = memories.find((choice) => choice >= memory);
    if (rowMemory === void 0) continue;
    const price = rowCpu * vcpuRate + rowMemory * gbRate;
    if (price >= lowest) continue;
    lowest = price;
    cheapest = { cpu: rowCpu, memory: rowMemory };
  }
  return cheapest;
}
function range(firstGib, lastGib, stepGib) {
  const choices = [];
  for (let gib = firstGib; gib <= lastGib; gib += stepGib) choices.push(gib * 1024);
  return choices;
}

// src/units/elementary.ts
var register = new Float64Array(1);
var words = new Int32Array(register.buffer);
register[0] = 1;
var HIGH = words[1] === 1072693248 ? 1 : 0;
var LN2_HIGH = 0.6931471803691238;
var LN2_LOW = 19082149292705877e-26;
var SQRT_HALF_BITS = 1072079006;
var ONE_BITS = 1072693248;
var SMALLEST_NORMAL = 22250738585072014e-324;
var TWO_54 = 18014398509481984;
function ln(x) {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN;
  if (x === Infinity) return x;
  let exponent = 0;
  let mantissa = x;
  if (x < SMALLEST_NORMAL) {
    mantissa *= TWO_54;
    exponent = -54;
  }
  register[0] = mantissa;
  const high = words[HIGH] + (ONE_BITS - SQRT_HALF_BITS);
  exponent += (high >> 20) - 1023;
  words[HIGH] = (high & 1048575) + SQRT_HALF_BITS;
  const f = register[0] - 1;
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const even = w * (0.3999999999940942 + w * (0.22222198432149784 + w * 0.15313837699209373));
  const odd = z * (0.6666666666666735 + w * (0.2857142874366239 + w * (0.1818357216161805 + w * 0.14798198605116586)));
  const half = 0.5 * f * f;
  return exponent * LN2_HIGH - (half - (s * (half + even + odd) + exponent * LN2_LOW) - f);
}
var EXP_OVERFLOW = 709.782712893384;
var EXP_UNDERFLOW = -745.1332191019411;
function exp(x) {
  if (Number.isNaN(x)) return x;
  if (x > EXP_OVERFLOW) return Infinity;
  if (x < EXP_UNDERFLOW) return 0;
  const k = Math.floor(x * Math.LOG2E + 0.5);
  const high = x - k * LN2_HIGH;
  const low = k * LN2_LOW;
  const r = high - low;
  const t = r * r;
  const c = r - t * (0.16666666666666602 + t * (-0.0027777777777015593 + t * (6613756321437934e-20 + t * (-16533902205465252e-22 + t * 41381367970572385e-24))));
  const y = 1 - (low - r * c / (2 - c) - high);
  return timesPowerOfTwo(y, k);
}
function timesPowerOfTwo(y, k) {
  if (k > 1023) return y * 2 * powerOfTwo(k - 1);
  if (k < -1022) return y * powerOfTwo(k + 54) * (1 / TWO_54);
  return y * powerOfTwo(k);
}
function powerOfTwo(k) {
  words[HIGH] = k + 1023 << 20;
  words[1 - HIGH] = 0;
  return register[0];
}
function power(x, y) {
  return exp(y * ln(x));
}
function normalQuantile(p) {
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) {
    const r = 0.180625 - q * q;
    const numerator = ((((((2509.0809287301227 * r + 33430.57558358813) * r + 67265.7709270087) * r + 45921.95393154987) * r + 13731.69376550946) * r + 1971.5909503065513) * r + 133.14166789178438) * r + 3.3871328727963665;
    const denominator = ((((((5226.495278852854 * r + 28729.085735721943) * r + 39307.89580009271) * r + 21213.794301586597) * r + 5394.196021424751) * r + 687.1870074920579) * r + 42.31333070160091) * r + 1;
    return q * numerator / denominator;
  }
  if (!(p > 0 && p < 1)) return p === 0 ? -Infinity : p === 1 ? Infinity : NaN;
  const tail = Math.sqrt(-ln(q < 0 ? p : 1 - p));
  const quantile2 = tail <= 5 ? nearTail(tail - 1.6) : farTail(tail - 5);
  return q < 0 ? -quantile2 : quantile2;
}
function nearTail(r) {
  const numerator = ((((((7745450142783414e-19 * r + 0.022723844989269184) * r + 0.2417807251774506) * r + 1.2704582524523684) * r + 3.6478483247632045) * r + 5.769497221460691) * r + 4.630337846156546) * r + 1.4234371107496835;
  const denominator = ((((((10507500716444169e-25 * r + 5475938084995345e-19) * r + 0.015198666563616457) * r + 0.14810397642748008) * r + 0.6897673349851) * r + 1.6763848301838038) * r + 2.053191626637759) * r + 1;
  return numerator / denominator;
}
function farTail(r) {
  const numerator = ((((((20103343992922881e-23 * r + 27115555687434876e-21) * r + 0.0012426609473880784) * r + 0.026532189526576124) * r + 0.29656057182850487) * r + 1.7848265399172913) * r + 5.463784911164114) * r + 6.657904643501103;
  const denominator = ((((((20442631033899397e-31 * r + 1421511758316446e-22) * r + 18463183175100548e-21) * r + 7868691311456133e-19) * r + 0.014875361290850615) * r + 0.1369298809227358) * r + 0.599832206555888) * r + 1;
  return numerator / denominator;
}

// src/simulation/change-status.ts
function changeTaskStatus(simulation, task, to) {
  const { tasks, now } = simulation;
  const from = tasks.status[task];
  assertLegalTransition(from, to);
  tasks.status[task] = to;
  simulation.countEvent();
  simulation.digest.add(now, to, tasks.ordinal[task], tasks.instance[task]);
  const listeners = simulation.listeners.taskStatusChanged;
  for (let i = 0; i < listeners.length; i++) listeners[i].taskStatusChanged(now, task, from, to);
}
function changeInstanceStatus(simulation, instance, to) {
  const { fleet, now } = simulation;
  const from = fleet.status[instance];
  fleet.status[instance] = to;
  simulation.countEvent();
  simulation.digest.add(now, 16 + to, instance, from);
  const listeners = simulation.listeners.instanceStatusChanged;
  for (let i = 0; i < listeners.length; i++) listeners[i].instanceStatusChanged(now, instance, from, to);
}

// src/simulation/api/register-container-instance.ts
function registerContainerInstance(simulation, cluster, entry, spec, number, zone) {
  const { fleet } = simulation;
  const instance = fleet.add(spec.registered);
  fleet.cluster[instance] = cluster.index;
  fleet.entry[instance] = entry;
  fleet.number[instance] = number;
  fleet.zone[instance] = zone;
  fleet.arm[instance] = spec.architecture === "ARM64" ? 1 : 0;
  simulation.attributeValues.assign(fleet, instance, spec.attributes, simulation.zones[zone]);
  if (cluster.view.memberCount === cluster.view.members.length) {
    const members = new Int32Array(cluster.view.members.length * 2);
    members.set(cluster.view.members);
    cluster.view.members = members;
  }
  cluster.view.members[cluster.view.memberCount++] = instance;
  activate(simulation, instance);
  return instance;
}
function openIdealInstance(simulation, clusterIndex) {
  const cluster = simulation.clusterStates[clusterIndex];
  if (cluster.idealEntry < 0) return false;
  const { request } = simulation;
  const spec = simulation.scenario.clusters[clusterIndex].idealFleet;
  const { cpu, memory, gpu } = spec.registered;
  if (request.cpu > cpu || request.memory > memory || request.gpu > gpu) return false;
  const again = cluster.closed.pop();
  if (again !== void 0) {
    activate(simulation, again);
    return true;
  }
  const number = simulation.nextInstanceNumber(spec.name);
  const zone = simulation.zone(spec.availabilityZones[(number - 1) % spec.availabilityZones.length]);
  registerContainerInstance(simulation, cluster, cluster.idealEntry, spec, number, zone);
  return true;
}
function closeIdealInstance(simulation, instance) {
  const cluster = simulation.clusterStates[simulation.fleet.cluster[instance]];
  changeInstanceStatus(simulation, instance, InstanceStatus.CLOSED);
  for (const readyAt of simulation.imageReadyAt) if (instance < readyAt.length) readyAt[instance] = Number.POSITIVE_INFINITY;
  let position = cluster.closed.length;
  while (position > 0 && cluster.closed[position - 1] < instance) position--;
  cluster.closed.splice(position, 0, instance);
}
function activate(simulation, instance) {
  simulation.fleet.registeredAt[instance] = simulation.now;
  changeInstanceStatus(simulation, instance, InstanceStatus.ACTIVE);
}

// src/policies/placement/constraints/distinct-instance.ts
var distinctInstance = {
  name: "distinctInstance",
  reason: "DistinctInstance placement constraint unsatisfied",
  narrow(view, request, _constraint, candidates) {
    const count = view.groups.get(request.group);
    if (count !== void 0) candidates.keepEqual(count.present, 0);
  }
};

// src/policies/placement/constraints/member-of.ts
var memberOf = {
  name: "memberOf",
  reason: "MemberOf placement constraint unsatisfied",
  narrow: (view, _request, constraint, candidates) => candidates.keepEqual(view.fleet.attributes[constraint.attribute], constraint.value)
};

// src/policies/placement/strategies/best-fit.ts
var bestFit = {
  name: "bestFit",
  ecs: false,
  fields: ["cpu", "memory"],
  narrow: (view, _request, strategy, candidates) => candidates.keepLowest(strategy.field === "memory" ? view.fleet.memoryFree : view.fleet.cpuFree)
};

// src/policies/placement/strategies/binpack.ts
var binpack = {
  name: "binpack",
  ecs: true,
  fields: ["cpu", "memory"],
  narrow: (view, _request, strategy, candidates) => candidates.keepLowest(strategy.field === "cpu" ? view.fleet.cpuFree : view.fleet.memoryFree)
};

// src/policies/placement/strategies/first-fit.ts
var firstFit = {
  name: "firstFit",
  ecs: false,
  fields: [],
  narrow: (_view, _request, _strategy, candidates) => candidates.keepOnly(0)
};

// src/policies/placement/strategies/random.ts
var random = {
  name: "random",
  ecs: true,
  fields: [],
  narrow: (_view, _request, _strategy, candidates, draws) => candidates.keepOnly(Math.floor(draws.next() * candidates.count))
};

// src/policies/placement/strategies/spread.ts
var spread = {
  name: "spread",
  ecs: true,
  fields: ["instanceId", "host", "attribute:\u2026"],
  narrow(view, request, strategy, candidates) {
    const count = view.groups.get(request.group);
    if (count === void 0) return;
    if (strategy.attribute < 0) candidates.keepLowest(count.byInstance);
    else
      candidates.keepLowestCount(
        view.fleet.attributes[strategy.attribute],
        count.byAttribute[strategy.attribute] ?? []
      );
  }
};

// src/policies/placement/strategies/worst-fit.ts
var worstFit = {
  name: "worstFit",
  ecs: false,
  fields: ["cpu", "memory"],
  narrow: (view, _request, strategy, candidates) => candidates.keepHighest(strategy.field === "memory" ? view.fleet.memoryFree : view.fleet.cpuFree)
};

// src/policies/placement/registry.ts
var placementStrategies = { binpack, spread, random, firstFit, bestFit, worstFit };
var placementConstraints = { distinctInstance, memberOf };

// src/policies/placement/place-task.ts
function placeTask(view, request, rules, candidates, draws) {
  keepFitting(view, request, candidates);
  if (candidates.count === 0) return -1;
  for (const constraint of rules.constraints) {
    constraintOf(constraint.type).narrow(view, request, constraint, candidates);
    if (candidates.count === 0) return -1;
  }
  if (rules.strategies.length === 0) {
    placementStrategies.random.narrow(view, request, RANDOM, candidates, draws);
    return candidates.list[0];
  }
  for (const strategy of rules.strategies) {
    if (candidates.count === 1 && strategy.type !== "random") break;
    strategyOf(strategy.type).narrow(view, request, strategy, candidates, draws);
  }
  if (candidates.count > 1 && rules.tie === "random") candidates.keepOnly(Math.floor(draws.next() * candidates.count));
  return candidates.list[0];
}
function keepFitting(view, request, candidates) {
  candidates.ensure(view.memberCount);
  const { members, memberCount } = view;
  const { status, cpuFree, memoryFree, gpuFree, arm } = view.fleet;
  const { cpu, memory, gpu } = request;
  const list = candidates.list;
  let kept = 0;
  for (let i = 0; i < memberCount; i++) {
    const instance = members[i];
    if (cpuFree[instance] < cpu || memoryFree[instance] < memory || status[instance] !== InstanceStatus.ACTIVE) continue;
    if (gpuFree[instance] < gpu || request.arm >= 0 && arm[instance] !== request.arm) continue;
    list[kept++] = instance;
  }
  candidates.count = kept;
}
function instanceFits(fleet, instance, request) {
  return fleet.status[instance] === InstanceStatus.ACTIVE && fleet.cpuFree[instance] >= request.cpu && fleet.memoryFree[instance] >= request.memory && fleet.gpuFree[instance] >= request.gpu && (request.arm < 0 || fleet.arm[instance] === request.arm);
}
function placementFailureReason(view, request, rules, candidates) {
  keepFitting(view, request, candidates);
  if (candidates.count > 0) {
    for (const constraint of rules.constraints) {
      const policy = constraintOf(constraint.type);
      policy.narrow(view, request, constraint, candidates);
      if (candidates.count === 0) return policy.reason;
    }
  }
  const { fleet } = view;
  let fewest = Number.MAX_SAFE_INTEGER;
  let mostLeft = -1;
  let reason = "NO ACTIVE INSTANCES";
  for (let i = 0; i < view.memberCount; i++) {
    const instance = view.members[i];
    if (fleet.status[instance] !== InstanceStatus.ACTIVE) continue;
    const unmet = unmetNeeds(fleet, instance, request);
    const left = fleet.cpuFree[instance] + fleet.memoryFree[instance];
    if (unmet.length < fewest || unmet.length === fewest && left > mostLeft) {
      fewest = unmet.length;
      mostLeft = left;
      reason = unmet[0] ?? reason;
    }
  }
  return reason;
}
function unmetNeeds(fleet, instance, request) {
  const unmet = [];
  if (fleet.cpuFree[instance] < request.cpu) unmet.push("RESOURCE:CPU");
  if (fleet.memoryFree[instance] < request.memory) unmet.push("RESOURCE:MEMORY");
  if (fleet.gpuFree[instance] < request.gpu) unmet.push("RESOURCE:GPU");
  if (request.arm >= 0 && fleet.arm[instance] !== request.arm) unmet.push("ATTRIBUTE");
  return unmet;
}
var RANDOM = { type: "random", field: "", attribute: -1 };
function strategyOf(name) {
  return placementStrategies[name];
}
function constraintOf(name) {
  return placementConstraints[name];
}

// src/simulation/timer-kind.ts
var TimerKind = {
  ARRIVAL: 0,
  CONNECTIVITY: 1,
  AGENT_READY: 2,
  TASK_STARTED: 3,
  TASK_EXITED: 4,
  CONTAINERS_STOPPED: 5,
  TASK_STOPPED: 6,
  WAITING_PASS: 7,
  POLL: 8,
  GIVE_UP: 9,
  ACTION: 10,
  SAMPLE: 11
};
var Phase = { END: 1, START: 2, WAITING: 3, ARRIVAL: 4, SAMPLE: 5 };

// src/simulation/place.ts
function findInstance(simulation, task) {
  const workload = simulation.workloadStates[simulation.tasks.workload[task]];
  fillRequest(simulation, task);
  const instance = choose(simulation, workload);
  if (instance !== NONE || !openIdealInstance(simulation, workload.cluster)) return instance;
  return choose(simulation, workload);
}
function placeOnInstance(simulation, task, instance) {
  const { tasks, fleet } = simulation;
  const workload = simulation.workloadStates[tasks.workload[task]];
  tasks.instance[task] = instance;
  tasks.zone[task] = fleet.zone[instance];
  tasks.createdAt[task] = simulation.now;
  takeControl(simulation, task);
  if (workload.awsvpc) {
    changeTaskStatus(simulation, task, TaskStatus.PROVISIONING);
    simulation.setTaskTimer(delayUntil(tasks.connectivityAt[task]), Phase.START, TimerKind.CONNECTIVITY, task);
  } else {
    changeTaskStatus(simulation, task, TaskStatus.PENDING);
    simulation.setTaskTimer(delayUntil(tasks.pullStartedAt[task]), Phase.START, TimerKind.AGENT_READY, task);
  }
}
function choose(simulation, workload) {
  const { view } = simulation.clusterStates[workload.cluster];
  return placeTask(view, simulation.request, workload.rules, simulation.candidates, workload.placement);
}
function placeOnFargate(simulation, task, workload) {
  const { tasks } = simulation;
  const { fargateByZone, fargateZones } = simulation.clusterStates[workload.cluster];
  let best = 0;
  for (let i = 1; i < fargateZones.length; i++) if (fargateByZone[i] < fargateByZone[best]) best = i;
  fargateByZone[best]++;
  tasks.instance[task] = NONE;
  tasks.zone[task] = fargateZones[best];
  tasks.createdAt[task] = simulation.now;
  takeControl(simulation, task);
  changeTaskStatus(simulation, task, TaskStatus.PROVISIONING);
  simulation.setTaskTimer(delayUntil(tasks.connectivityAt[task]), Phase.START, TimerKind.CONNECTIVITY, task);
}

// src/simulation/waiting.ts
function joinQueue(simulation, task, workload, reason) {
  const { tasks } = simulation;
  const cluster = simulation.clusterStates[workload.cluster];
  const queue = findQueue(simulation, task, workload) ?? openQueue(simulation, cluster, task, workload, reason);
  tasks.queue[task] = queue.number;
  cluster.waiting++;
  workload.waiting++;
  if (queue.everyMs !== null) {
    queue.polls.splice(pollPosition(simulation, queue, task), 0, task);
    return;
  }
  tasks.next[task] = NONE;
  tasks.previous[task] = queue.tail;
  if (queue.tail === NONE) queue.head = task;
  else tasks.next[queue.tail] = task;
  queue.tail = task;
}
function leaveQueue(simulation, task) {
  const { tasks } = simulation;
  const number = tasks.queue[task];
  const workload = simulation.workloadStates[tasks.workload[task]];
  const cluster = simulation.clusterStates[workload.cluster];
  const position = cluster.queues.findIndex((candidate) => candidate.number === number);
  const queue = cluster.queues[position];
  tasks.queue[task] = NONE;
  cluster.waiting--;
  workload.waiting--;
  if (queue.everyMs !== null) queue.polls.splice(pollPosition(simulation, queue, task), 1);
  else {
    const next = tasks.next[task];
    const previous = tasks.previous[task];
    if (previous === NONE) queue.head = next;
    else tasks.next[previous] = next;
    if (next === NONE) queue.tail = previous;
    else tasks.previous[next] = previous;
  }
  if (queue.head === NONE && queue.polls.length === 0) {
    cluster.queues[position] = cluster.queues[cluster.queues.length - 1];
    cluster.queues.pop();
  }
}
function findQueue(simulation, task, workload) {
  if (workload.waiting === 0) return void 0;
  const key = keyOf(simulation, task, workload);
  return simulation.clusterStates[workload.cluster].queues.find((queue) => queue.key === key);
}
function noteRoom(simulation, instance) {
  const { fleet } = simulation;
  const cluster = simulation.clusterStates[fleet.cluster[instance]];
  if (cluster.waiting === 0) return;
  if (fleet.changed[instance] === 0) {
    fleet.changed[instance] = 1;
    cluster.changed.push(instance);
  }
  if (cluster.passIsSet) return;
  cluster.passIsSet = true;
  simulation.timers.push(simulation.now, Phase.WAITING, TimerKind.WAITING_PASS, cluster.index, 0);
}
function waitingPass(simulation, clusterIndex) {
  const cluster = simulation.clusterStates[clusterIndex];
  const { tasks, fleet } = simulation;
  cluster.passIsSet = false;
  const hopeful = [];
  for (const queue of cluster.queues) {
    if (!fitsChanged(simulation, cluster, headOf(queue))) continue;
    if (queue.everyMs === null) hopeful.push(queue);
    else if (!queue.armed) setPoll(simulation, queue, simulation.now);
  }
  while (hopeful.length > 0) {
    let best = 0;
    for (let i = 1; i < hopeful.length; i++)
      if (tasks.ordinal[hopeful[i].head] < tasks.ordinal[hopeful[best].head]) best = i;
    const queue = hopeful[best];
    const task = queue.head;
    if (!placeWaiting(simulation, task) || queue.head === NONE) {
      hopeful[best] = hopeful[hopeful.length - 1];
      hopeful.pop();
    }
  }
  for (const instance of cluster.changed) fleet.changed[instance] = 0;
  cluster.changed.length = 0;
}
function pollDue(simulation, number, generation) {
  const queue = simulation.clusterStates.flatMap((cluster) => cluster.queues).find((other) => other.number === number);
  if (queue === void 0 || !queue.armed || queue.generation !== generation) return;
  queue.armed = false;
  const task = queue.polls[nextPoll(simulation, queue, simulation.now)];
  if (placeWaiting(simulation, task) && queue.polls.length > 0) setPoll(simulation, queue, simulation.now);
}
function placeWaiting(simulation, task) {
  const instance = findInstance(simulation, task);
  if (instance === NONE) return false;
  leaveQueue(simulation, task);
  placeOnInstance(simulation, task, instance);
  return true;
}
function refusalReason(simulation, workload) {
  const cluster = simulation.clusterStates[workload.cluster];
  return simulation.reason(
    placementFailureReason(cluster.view, simulation.request, workload.rules, simulation.candidates)
  );
}
function headOf(queue) {
  return queue.everyMs === null ? queue.head : queue.polls[0];
}
function fitsChanged(simulation, cluster, task) {
  fillRequest(simulation, task);
  return cluster.changed.some((instance) => instanceFits(simulation.fleet, instance, simulation.request));
}
function fillRequest(simulation, task) {
  const { tasks, request } = simulation;
  const architecture = simulation.workloadStates[tasks.workload[task]].definition.architecture;
  request.cpu = tasks.cpu[task];
  request.memory = tasks.memory[task];
  request.gpu = tasks.gpu[task];
  request.group = tasks.group[task];
  request.arm = architecture === null ? -1 : architecture === "ARM64" ? 1 : 0;
}
function keyOf(simulation, task, workload) {
  if (workload.spec.waitOrder === "strict") return `${workload.index}`;
  const { tasks } = simulation;
  const group = workload.distinctInstance ? tasks.group[task] : "";
  return `${workload.index}/${tasks.cpu[task]}/${tasks.memory[task]}/${tasks.gpu[task]}/${group}`;
}
function openQueue(simulation, cluster, task, workload, reason) {
  const { onFailure } = workload.spec;
  const queue = {
    key: keyOf(simulation, task, workload),
    cluster: cluster.index,
    workload: workload.index,
    number: simulation.queuesMade++,
    everyMs: onFailure.kind === "retry" ? onFailure.everyMs : null,
    head: NONE,
    tail: NONE,
    polls: [],
    generation: 0,
    armed: false,
    reason
  };
  cluster.queues.push(queue);
  return queue;
}
function setPoll(simulation, queue, fromMs) {
  const task = queue.polls[nextPoll(simulation, queue, fromMs)];
  const every = queue.everyMs;
  const wait = ((simulation.tasks.requestedAt[task] - fromMs) % every + every) % every;
  queue.armed = true;
  queue.generation = queue.generation + 1 & 2147483647;
  simulation.timers.push(fromMs + wait, Phase.WAITING, TimerKind.POLL, queue.number, queue.generation);
}
function nextPoll(simulation, queue, fromMs) {
  const every = queue.everyMs;
  const offset = fromMs % every;
  const { requestedAt } = simulation.tasks;
  let low = 0;
  let high = queue.polls.length;
  while (low < high) {
    const middle = low + high >> 1;
    if (requestedAt[queue.polls[middle]] % every < offset) low = middle + 1;
    else high = middle;
  }
  return low === queue.polls.length ? 0 : low;
}
function pollPosition(simulation, queue, task) {
  const every = queue.everyMs;
  const { requestedAt, ordinal } = simulation.tasks;
  const offset = requestedAt[task] % every;
  let low = 0;
  let high = queue.polls.length;
  while (low < high) {
    const middle = low + high >> 1;
    const other = queue.polls[middle];
    const otherOffset = requestedAt[other] % every;
    if (otherOffset < offset || otherOffset === offset && ordinal[other] < ordinal[task]) low = middle + 1;
    else high = middle;
  }
  return low;
}

// src/simulation/ledger.ts
function takeControl(simulation, task) {
  const { tasks, fleet, now } = simulation;
  const instance = tasks.instance[task];
  tasks.holding[task] |= Holding.CONTROL;
  if (instance !== NONE) {
    fleet.cpuFree[instance] -= tasks.cpu[task];
    fleet.memoryFree[instance] -= tasks.memory[task];
    fleet.gpuFree[instance] -= tasks.gpu[task];
    assert(
      fleet.cpuFree[instance] >= 0 && fleet.memoryFree[instance] >= 0 && fleet.gpuFree[instance] >= 0,
      "a container instance was given more than it has"
    );
    link(simulation, task, instance);
    if (simulation.usesGroups) simulation.groups.placed(tasks.group[task], instance);
  }
  const listeners = simulation.listeners.taskPlaced;
  for (let i = 0; i < listeners.length; i++) listeners[i].taskPlaced(now, task);
}
function releaseControl(simulation, task) {
  const { tasks, fleet, now } = simulation;
  tasks.holding[task] &= ~Holding.WANTED;
  if ((tasks.holding[task] & Holding.CONTROL) === 0) return;
  tasks.holding[task] &= ~Holding.CONTROL;
  const listeners = simulation.listeners.taskReleased;
  for (let i = 0; i < listeners.length; i++) listeners[i].taskReleased(now, task);
  const instance = tasks.instance[task];
  if (instance === NONE) return;
  fleet.cpuFree[instance] += tasks.cpu[task];
  fleet.memoryFree[instance] += tasks.memory[task];
  fleet.gpuFree[instance] += tasks.gpu[task];
  if (simulation.usesGroups) simulation.groups.released(tasks.group[task], instance);
  noteRoom(simulation, instance);
}
function takeHost(simulation, task) {
  const { tasks, fleet } = simulation;
  const instance = tasks.instance[task];
  const cpu = fleet.hostCpuFree[instance] - tasks.cpu[task];
  const memory = fleet.hostMemoryFree[instance] - tasks.memory[task];
  const gpu = fleet.hostGpuFree[instance] - tasks.gpu[task];
  if (cpu < 0 || memory < 0 || gpu < 0) return false;
  fleet.hostCpuFree[instance] = cpu;
  fleet.hostMemoryFree[instance] = memory;
  fleet.hostGpuFree[instance] = gpu;
  tasks.holding[task] |= Holding.HOST;
  return true;
}
function releaseHost(simulation, task) {
  const { tasks, fleet } = simulation;
  if ((tasks.holding[task] & Holding.HOST) === 0) return;
  tasks.holding[task] &= ~Holding.HOST;
  const instance = tasks.instance[task];
  fleet.hostCpuFree[instance] += tasks.cpu[task];
  fleet.hostMemoryFree[instance] += tasks.memory[task];
  fleet.hostGpuFree[instance] += tasks.gpu[task];
}
function link(simulation, task, instance) {
  const { tasks, fleet } = simulation;
  const first = fleet.firstTask[instance];
  tasks.previous[task] = NONE;
  tasks.next[task] = first;
  if (first !== NONE) tasks.previous[first] = task;
  fleet.firstTask[instance] = task;
  fleet.taskCount[instance]++;
}
function unlink(simulation, task) {
  const { tasks, fleet } = simulation;
  const instance = tasks.instance[task];
  const next = tasks.next[task];
  const previous = tasks.previous[task];
  if (previous === NONE) fleet.firstTask[instance] = next;
  else tasks.next[previous] = next;
  if (next !== NONE) tasks.previous[next] = previous;
  fleet.taskCount[instance]--;
  if (simulation.usesGroups) {
    simulation.groups.gone(tasks.group[task], instance);
    noteRoom(simulation, instance);
  }
}
function joinHostQueue(simulation, task) {
  const { tasks, fleet } = simulation;
  const instance = tasks.instance[task];
  tasks.holding[task] |= Holding.QUEUED;
  tasks.queueNext[task] = NONE;
  if (fleet.queueHead[instance] === NONE) fleet.queueHead[instance] = task;
  else tasks.queueNext[fleet.queueTail[instance]] = task;
  fleet.queueTail[instance] = task;
}
function leaveHostQueue(simulation, task) {
  const { tasks, fleet } = simulation;
  if ((tasks.holding[task] & Holding.QUEUED) === 0) return;
  tasks.holding[task] &= ~Holding.QUEUED;
  const instance = tasks.instance[task];
  let before = NONE;
  for (let row = fleet.queueHead[instance]; row !== task; row = tasks.queueNext[row]) before = row;
  const next = tasks.queueNext[task];
  if (before === NONE) fleet.queueHead[instance] = next;
  else tasks.queueNext[before] = next;
  if (next === NONE) fleet.queueTail[instance] = before;
}
function isEmptyAndOpen(simulation, instance) {
  return simulation.fleet.taskCount[instance] === 0 && simulation.fleet.status[instance] === InstanceStatus.ACTIVE;
}

// src/simulation/life.ts
var { PENDING: PENDING2, ACTIVATING: ACTIVATING2, RUNNING: RUNNING2, STOPPING: STOPPING2, DEPROVISIONING: DEPROVISIONING2, STOPPED: STOPPED2, PROVISIONING: PROVISIONING2, NONE: NOT_ACCEPTED } = TaskStatus;
function taskConnected(simulation, task) {
  simulation.tasks.connectivityAt[task] = simulation.now;
  changeTaskStatus(simulation, task, PENDING2);
  simulation.setTaskTimer(delayUntil(simulation.tasks.pullStartedAt[task]), Phase.START, TimerKind.AGENT_READY, task);
}
function agentReady(simulation, task) {
  const { tasks, fleet } = simulation;
  const instance = tasks.instance[task];
  if (instance !== NONE && (fleet.queueHead[instance] !== NONE || !takeHost(simulation, task)))
    joinHostQueue(simulation, task);
  else startPull(simulation, task);
}
function startPull(simulation, task) {
  const { tasks, now } = simulation;
  const workload = workloadOf(simulation, task);
  const instance = tasks.instance[task];
  const factor = -tasks.pullStoppedAt[task];
  let ready = now;
  for (const { image, medianMs, cachedMs: cachedMs2 } of workload.images) {
    const full = Math.round(medianMs * factor);
    if (instance === NONE) ready += full;
    else ready = Math.max(ready, pulledAt(simulation, instance, image, ready, full, cachedMs2));
  }
  ready = onGrid(simulation, ready - now) + now;
  tasks.pullStartedAt[task] = now;
  tasks.pullStoppedAt[task] = ready;
  simulation.countEvent();
  simulation.digest.add(now, 32, tasks.ordinal[task], ready);
  const listeners = simulation.listeners.pullStarted;
  for (let i = 0; i < listeners.length; i++) listeners[i].pullStarted(now, task);
  simulation.setTaskTimer(ready - now + delayUntil(tasks.startedAt[task]), Phase.START, TimerKind.TASK_STARTED, task);
}
function pulledAt(simulation, instance, image, from, full, cached) {
  const readyAt = imageColumn(simulation, image, instance);
  const known = readyAt[instance];
  if (known <= from) return from + Math.min(cached, full);
  const ready = Math.min(known, from + full);
  readyAt[instance] = ready;
  return ready;
}
function imageColumn(simulation, image, instance) {
  const column = simulation.imageReadyAt[image];
  if (instance < column.length) return column;
  const larger = new Float64Array(Math.max(64, instance * 2)).fill(Number.POSITIVE_INFINITY);
  larger.set(column);
  simulation.imageReadyAt[image] = larger;
  return larger;
}
function taskStarted(simulation, task) {
  const { tasks } = simulation;
  tasks.startedAt[task] = simulation.now;
  if (tasks.instance[task] === NONE) changeTaskStatus(simulation, task, ACTIVATING2);
  changeTaskStatus(simulation, task, RUNNING2);
  simulation.setTaskTimer(tasks.durationMs[task], Phase.END, TimerKind.TASK_EXITED, task);
}
function taskExited(simulation, task) {
  const { tasks } = simulation;
  tasks.exitCode[task] = 0;
  const others = workloadOf(simulation, task).othersStopTimeoutMs;
  beginStop(simulation, task, StopCode.EssentialContainerExited, ESSENTIAL_EXITED);
  changeTaskStatus(simulation, task, STOPPING2);
  after(simulation, Math.min(tasks.sigtermMs[task], others), TimerKind.CONTAINERS_STOPPED, task);
}
function terminateContainers(simulation, task) {
  const { tasks } = simulation;
  const timeout = workloadOf(simulation, task).stopTimeoutMs;
  const obeyed = tasks.sigtermMs[task] < timeout;
  tasks.exitCode[task] = obeyed ? 143 : 137;
  changeTaskStatus(simulation, task, STOPPING2);
  after(simulation, obeyed ? tasks.sigtermMs[task] : timeout, TimerKind.CONTAINERS_STOPPED, task);
}
function containersStopped(simulation, task) {
  const { tasks, now } = simulation;
  const listeners = simulation.listeners.containersStopped;
  for (let i = 0; i < listeners.length; i++) listeners[i].containersStopped(now, task);
  if (workloadOf(simulation, task).awsvpc) changeTaskStatus(simulation, task, DEPROVISIONING2);
  after(simulation, delayUntil(tasks.stoppedAt[task]), TimerKind.TASK_STOPPED, task);
}
function taskStopped(simulation, task) {
  const { tasks, fleet, now } = simulation;
  tasks.stoppedAt[task] = now;
  changeTaskStatus(simulation, task, STOPPED2);
  const instance = tasks.instance[task];
  if (instance === NONE) {
    const { fargateByZone, fargateZones } = simulation.clusterStates[workloadOf(simulation, task).cluster];
    fargateByZone[fargateZones.indexOf(tasks.zone[task])]--;
  } else {
    leaveHostQueue(simulation, task);
    releaseHost(simulation, task);
    unlink(simulation, task);
  }
  forget(simulation, task);
  if (instance === NONE) return;
  while (fleet.queueHead[instance] !== NONE && takeHost(simulation, fleet.queueHead[instance])) {
    const next = fleet.queueHead[instance];
    leaveHostQueue(simulation, next);
    startPull(simulation, next);
  }
  if (simulation.entries[fleet.entry[instance]].ideal && isEmptyAndOpen(simulation, instance)) {
    closeIdealInstance(simulation, instance);
    noteRoom(simulation, instance);
  }
}
function stopAccepted(simulation, task, stopCode, reason) {
  const { tasks } = simulation;
  tasks.cancelTimers(task);
  const status = tasks.status[task];
  beginStop(simulation, task, stopCode, reason);
  switch (status) {
    case PROVISIONING2:
      changeTaskStatus(simulation, task, DEPROVISIONING2);
      after(simulation, delayUntil(tasks.stoppedAt[task]), TimerKind.TASK_STOPPED, task);
      return;
    case PENDING2:
      changeTaskStatus(simulation, task, STOPPING2);
      containersStopped(simulation, task);
      return;
    default:
      terminateContainers(simulation, task);
  }
}
function loseTask(simulation, task, reason) {
  const { tasks } = simulation;
  tasks.cancelTimers(task);
  if (tasks.isWanted(task)) beginStop(simulation, task, StopCode.TerminationNotice, reason);
  if (tasks.status[task] === RUNNING2) changeTaskStatus(simulation, task, STOPPING2);
  taskStopped(simulation, task);
}
function taskGivenUp(simulation, task) {
  const { tasks } = simulation;
  if (tasks.status[task] !== NOT_ACCEPTED) return;
  if (tasks.queue[task] !== NONE) leaveQueue(simulation, task);
  simulation.countEvent();
  simulation.digest.add(simulation.now, 33, tasks.ordinal[task], tasks.stopReason[task]);
  forget(simulation, task);
}
function forget(simulation, task) {
  const { tasks, now } = simulation;
  const listeners = simulation.listeners.taskGone;
  for (let i = 0; i < listeners.length; i++) listeners[i].taskGone(now, task);
  const group = tasks.group[task];
  if (group !== workloadOf(simulation, task).group) simulation.groupNames.release(group);
  tasks.remove(task);
}
function beginStop(simulation, task, stopCode, reason) {
  const { tasks } = simulation;
  tasks.stoppingAt[task] = simulation.now;
  tasks.stopCode[task] = stopCode;
  tasks.stopReason[task] = reason;
  releaseControl(simulation, task);
}
function after(simulation, delayMs, kind, task) {
  if (delayMs > 0) simulation.setTaskTimer(delayMs, Phase.END, kind, task);
  else if (kind === TimerKind.CONTAINERS_STOPPED) containersStopped(simulation, task);
  else taskStopped(simulation, task);
}
function onGrid(simulation, ms) {
  const step = simulation.scenario.simulation.resolutionMs;
  return step === 1 ? ms : Math.round(ms / step) * step;
}
function workloadOf(simulation, task) {
  return simulation.workloadStates[simulation.tasks.workload[task]];
}
function pullFactor(sigma, u) {
  return exp(sigma * normalQuantile(Math.max(u, 2 ** -33)));
}
var ESSENTIAL_EXITED = 0;
var FIRST_REASONS = ["Essential container in task exited"];

// src/simulation/api/run-task.ts
var NO_FARGATE_SIZE = "No Fargate configuration exists for given values.";
function runTask(simulation, workload) {
  const task = makeTask(simulation, workload);
  const { tasks, now, listeners } = simulation;
  simulation.countEvent();
  simulation.digest.add(now, 34, tasks.ordinal[task], tasks.durationMs[task]);
  for (const observer of listeners.taskRequested) observer.taskRequested(now, task);
  if (workload.fargate) {
    if (fitFargate(simulation, workload, task)) placeOnFargate(simulation, task, workload);
    else refuse(simulation, workload, task, simulation.reason(NO_FARGATE_SIZE), true);
    return;
  }
  const queue = findQueue(simulation, task, workload);
  if (queue !== void 0 && !queue.armed) {
    refuse(simulation, workload, task, queue.reason, false);
    return;
  }
  const instance = findInstance(simulation, task);
  if (instance === NONE) refuse(simulation, workload, task, refusalReason(simulation, workload), false);
  else placeOnInstance(simulation, task, instance);
}
function refuse(simulation, workload, task, reason, final) {
  const { tasks, now } = simulation;
  tasks.stopReason[task] = reason;
  for (const observer of simulation.listeners.placementFailed) observer.placementFailed(now, task, reason);
  const { onFailure } = workload.spec;
  if (final || onFailure.kind === "giveUp") {
    taskGivenUp(simulation, task);
    return;
  }
  if (onFailure.kind === "retry") {
    const { attempts, everyMs, forMs } = onFailure;
    const last = Math.min(attempts === null ? Number.POSITIVE_INFINITY : (attempts - 1) * everyMs, forMs ?? Number.POSITIVE_INFINITY);
    if (last <= 0) {
      taskGivenUp(simulation, task);
      return;
    }
    if (last < Number.POSITIVE_INFINITY) simulation.setTaskTimer(last, Phase.ARRIVAL, TimerKind.GIVE_UP, task);
  }
  joinQueue(simulation, task, workload, reason);
}
function makeTask(simulation, workload) {
  const { tasks } = simulation;
  const task = tasks.add();
  const { need } = workload.definition;
  tasks.workload[task] = workload.index;
  tasks.number[task] = ++simulation.stems[workload.stem].count;
  tasks.requestedAt[task] = simulation.now;
  tasks.next[task] = NONE;
  if (workload.duration === null) {
    const row = workload.source;
    tasks.durationMs[task] = row.durationMs;
    tasks.cpu[task] = row.cpu;
    tasks.memory[task] = row.memory;
    tasks.gpu[task] = row.gpu;
    if (row.taskId !== "") tasks.names.set(task, row.taskId);
    tasks.group[task] = row.group === "" ? workload.group : simulation.groupNames.hold(row.group);
  } else {
    tasks.durationMs[task] = workload.duration.next();
    tasks.cpu[task] = need.cpu;
    tasks.memory[task] = need.memory;
    tasks.gpu[task] = need.gpu;
    tasks.group[task] = workload.group;
  }
  tasks.connectivityAt[task] = notYet(workload.awsvpc ? workload.provision.next() : 0);
  tasks.pullStartedAt[task] = notYet(workload.handOver.next());
  tasks.startedAt[task] = notYet(workload.containerStart.next());
  tasks.stoppedAt[task] = notYet(workload.giveBack.next());
  tasks.sigtermMs[task] = workload.sigterm.next();
  tasks.pullStoppedAt[task] = workload.pull === null ? -1 : -pullFactor(workload.pullSigma, workload.pull.next());
  return task;
}
function fitFargate(simulation, workload, task) {
  const { tasks, roundedUp } = simulation;
  const cpu = tasks.cpu[task];
  const memory = tasks.memory[task];
  if (workload.spec.source.kind !== "trace" || isFargateSize(cpu, memory)) return true;
  if (workload.spec.source.trace.fargateSize === "reject") return false;
  const size = cheapestFargateSize(cpu, memory);
  if (size === null) return false;
  roundedUp.tasks++;
  roundedUp.cpu += size.cpu - cpu;
  roundedUp.memory += size.memory - memory;
  tasks.cpu[task] = size.cpu;
  tasks.memory[task] = size.memory;
  return true;
}

// src/simulation/arrivals.ts
function taskArrived(simulation) {
  const index = simulation.nextWorkload;
  const workload = simulation.workloadStates[index];
  simulation.nextWorkload = -1;
  runTask(simulation, workload);
  workload.source.take();
  simulation.nextArrivals[index] = workload.source.peekMs();
  armArrival(simulation);
}
function refillArrivals(simulation) {
  for (const workload of simulation.workloadStates)
    if (simulation.nextArrivals[workload.index] === -1) simulation.nextArrivals[workload.index] = workload.source.peekMs();
}
function armArrival(simulation) {
  const { nextArrivals } = simulation;
  let best = -1;
  let earliest = Number.POSITIVE_INFINITY;
  simulation.starving = -1;
  for (let i = 0; i < nextArrivals.length; i++) {
    const at = nextArrivals[i];
    if (at === -1) {
      simulation.starving = i;
      return;
    }
    if (at < earliest) {
      earliest = at;
      best = i;
    }
  }
  const { durationMs } = simulation.scenario.simulation;
  if (best < 0 || durationMs !== null && earliest >= durationMs) return;
  simulation.nextWorkload = best;
  simulation.timers.push(earliest, Phase.ARRIVAL, TimerKind.ARRIVAL, 0, 0);
}

// src/simulation/api/stop-task.ts
function stopTask(simulation, cluster, id, reason) {
  const { tasks, workloadStates, clusters } = simulation;
  for (const task of tasks.liveTasks()) {
    if (tasks.status[task] === TaskStatus.NONE) continue;
    if (clusters[workloadStates[tasks.workload[task]].cluster] !== cluster || simulation.taskId(task) !== id) continue;
    if (tasks.isWanted(task))
      stopAccepted(simulation, task, StopCode.UserInitiated, simulation.reason(reason));
    return null;
  }
  return `StopTask ${id}: InvalidParameterException: The referenced task was not found.`;
}

// src/simulation/api/terminate-instances.ts
function terminateInstances(simulation, cluster, ids) {
  const { fleet, clusters } = simulation;
  const unknown = [];
  for (const id of ids) {
    let instance = 0;
    while (instance < fleet.rows && !(clusters[fleet.cluster[instance]] === cluster && simulation.instanceId(instance) === id))
      instance++;
    if (instance === fleet.rows || fleet.status[instance] !== InstanceStatus.ACTIVE) {
      unknown.push(id);
      continue;
    }
    fleet.stoppedAt[instance] = simulation.now;
    changeInstanceStatus(simulation, instance, InstanceStatus.INACTIVE);
    const reason = simulation.reason(`Host EC2 (instance ${id}) terminated.`);
    fleet.queueHead[instance] = NONE;
    fleet.queueTail[instance] = NONE;
    for (let task = fleet.firstTask[instance]; task !== NONE; ) {
      const next = simulation.tasks.next[task];
      simulation.tasks.holding[task] &= ~Holding.QUEUED;
      loseTask(simulation, task, reason);
      task = next;
    }
  }
  return unknown.length === 0 ? null : `TerminateInstances: InvalidInstanceID.NotFound: The instance ID '${unknown.join(", ")}' does not exist`;
}

// src/simulation/handlers.ts
var TABLE = {
  ARRIVAL: taskArrived,
  CONNECTIVITY: taskConnected,
  AGENT_READY: agentReady,
  TASK_STARTED: taskStarted,
  TASK_EXITED: taskExited,
  CONTAINERS_STOPPED: containersStopped,
  TASK_STOPPED: taskStopped,
  WAITING_PASS: waitingPass,
  POLL: pollDue,
  GIVE_UP: taskGivenUp,
  ACTION: actionDue,
  SAMPLE: sampleDue
};
var HANDLERS = Object.keys(TimerKind).map((name) => TABLE[name]);
var IS_TASK_TIMER = Uint8Array.from(
  Object.keys(TimerKind),
  (name) => ["CONNECTIVITY", "AGENT_READY", "TASK_STARTED", "TASK_EXITED", "CONTAINERS_STOPPED", "TASK_STOPPED", "GIVE_UP"].includes(name) ? 1 : 0
);
function actionDue(simulation, index) {
  const action = simulation.scenario.actions[index];
  simulation.background--;
  const refusal = action.kind === "stopTask" ? stopTask(simulation, action.cluster, action.task, action.reason) : terminateInstances(simulation, action.cluster, action.instanceIds);
  if (refusal !== null) simulation.refusedActions.push({ at: simulation.now, message: refusal });
}
function sampleDue(simulation, index) {
  const next = simulation.observers[index].sampled(simulation.now);
  if (next > simulation.now) simulation.timers.push(next, Phase.SAMPLE, TimerKind.SAMPLE, index, 0);
  else simulation.background--;
}

// src/simulation/advance.ts
function advanceTo(simulation, untilMs, maxTimers = Number.POSITIVE_INFINITY) {
  const { timers, tasks } = simulation;
  const { durationMs } = simulation.scenario.simulation;
  if (simulation.ended) return "ended";
  if (simulation.starving >= 0) {
    refillArrivals(simulation);
    armArrival(simulation);
  }
  const limit = durationMs === null ? untilMs : Math.min(untilMs, durationMs);
  for (let left = maxTimers; left > 0; left--) {
    if (simulation.starving >= 0) return "needMore";
    if (durationMs === null && isOver(simulation)) return end(simulation, simulation.now);
    if (!timers.pop(limit)) return durationMs !== null && limit === durationMs ? end(simulation, durationMs) : "reached";
    const { at, kind, subject, generation } = timers;
    if (IS_TASK_TIMER[kind] === 1 && tasks.generation[subject] !== generation) continue;
    if (at !== simulation.now) {
      simulation.now = at;
      simulation.eventsThisInstant = 0;
    }
    HANDLERS[kind](simulation, subject, generation);
  }
  return "paused";
}
function isOver(simulation) {
  if (simulation.nextWorkload >= 0) return false;
  return simulation.tasks.live === 0 || simulation.timers.size === simulation.background;
}
function end(simulation, at) {
  simulation.now = at;
  simulation.ended = true;
  for (const observer of simulation.listeners.runEnded) observer.runEnded(at);
  return "ended";
}

// src/catalog/zones.ts
function zonesOf(region) {
  return ["a", "b", "c"].map((letter) => region + letter);
}

// src/kernel/timer-queue.ts
var import_heap_js = __toESM(require_heap_js_umd(), 1);
var PHASES = 8;
var EPOCH = 4096;
var NEAR = 8192;
var NONE3 = -1;
var ROW = 4;
var NEXT = 0;
var PACKED = 1;
var SUBJECT = 2;
var GENERATION = 3;
var TimerQueue = class {
  /** Instant (ms) of the last popped timer. */
  at = 0;
  kind = 0;
  subject = 0;
  generation = 0;
  /** Timers that are set and not yet popped. */
  size = 0;
  tick = 0;
  epoch = 0;
  base = 0;
  /** Four numbers a timer, side by side: see NEXT to GENERATION. A timer's row is the position of its first. */
  rows = new Int32Array(1024 * ROW);
  used = 0;
  free = NONE3;
  heads = new Int32Array(EPOCH).fill(NONE3);
  tails = new Int32Array(EPOCH);
  words = new Int32Array(EPOCH / 32);
  summary = new Int32Array(EPOCH / 32 / 32);
  urgentHead = NONE3;
  urgentTail = NONE3;
  nearHeads = new Int32Array(NEAR).fill(NONE3);
  nearTails = new Int32Array(NEAR);
  far = /* @__PURE__ */ new Map();
  epochs = new import_heap_js.Heap();
  /** Sets a timer at instant `at` (integer ms, not before the last popped one) in `phase`. */
  push(at, phase, kind, subject, generation) {
    const row = this.free !== NONE3 ? this.takeFree() : this.takeNew();
    const tick = at * PHASES + phase;
    const offset = tick - this.base;
    this.rows[row + SUBJECT] = subject;
    this.rows[row + GENERATION] = generation;
    this.rows[row + NEXT] = NONE3;
    this.size++;
    if (tick < this.tick) this.appendUrgent(row, at, kind);
    else if (offset < EPOCH) {
      this.rows[row + PACKED] = kind << 12 | offset;
      this.appendCurrent(row, offset);
    } else {
      const epoch = Math.floor(tick / EPOCH);
      this.rows[row + PACKED] = kind << 12 | tick - epoch * EPOCH;
      this.appendLater(row, epoch);
    }
  }
  /** Takes the next timer if its instant is at most `untilMs`; false when there is none. */
  pop(untilMs) {
    if (this.urgentHead !== NONE3) {
      const row = this.urgentHead;
      this.urgentHead = this.rows[row + NEXT];
      this.release(row);
      return true;
    }
    if (this.size === 0) return false;
    const limit = untilMs * PHASES + (PHASES - 1);
    for (; ; ) {
      const offset = this.firstOffset();
      if (offset !== NONE3) {
        const tick = this.base + offset;
        if (tick > limit) return false;
        this.tick = tick;
        this.at = Math.floor(tick / PHASES);
        this.release(this.takeCurrent(offset));
        return true;
      }
      if (this.beginsAfter(this.epochs.peek(), limit)) return false;
      this.begin(this.epochs.pop());
    }
  }
  /** The phase of the last popped timer. */
  get phase() {
    return this.tick - this.at * PHASES;
  }
  release(row) {
    this.kind = this.rows[row + PACKED] >> 12;
    this.subject = this.rows[row + SUBJECT];
    this.generation = this.rows[row + GENERATION];
    this.rows[row + NEXT] = this.free;
    this.free = row;
    this.size--;
  }
  firstOffset() {
    const summary = this.summary;
    for (let s = 0; s < summary.length; s++) {
      const bits = summary[s];
      if (bits === 0) continue;
      const word = s * 32 + lowestBit(bits);
      return word * 32 + lowestBit(this.words[word]);
    }
    return NONE3;
  }
  takeCurrent(offset) {
    const row = this.heads[offset];
    const next = this.rows[row + NEXT];
    this.heads[offset] = next;
    if (next === NONE3) {
      const word = offset >> 5;
      if ((this.words[word] &= ~(1 << (offset & 31))) === 0) this.summary[word >> 5] &= ~(1 << (word & 31));
    }
    return row;
  }
  appendCurrent(row, offset) {
    if (this.heads[offset] === NONE3) {
      this.heads[offset] = row;
      const word = offset >> 5;
      this.words[word] |= 1 << (offset & 31);
      this.summary[word >> 5] |= 1 << (word & 31);
    } else this.rows[this.tails[offset] + NEXT] = row;
    this.tails[offset] = row;
  }
  appendLater(row, epoch) {
    if (epoch - this.epoch < NEAR) {
      const slot = epoch & NEAR - 1;
      if (this.nearHeads[slot] === NONE3) {
        this.nearHeads[slot] = row;
        if (!this.far.has(epoch)) this.epochs.push(epoch);
      } else this.rows[this.nearTails[slot] + NEXT] = row;
      this.nearTails[slot] = row;
      return;
    }
    const list = this.far.get(epoch);
    if (list === void 0) {
      this.far.set(epoch, { head: row, tail: row });
      this.epochs.push(epoch);
    } else {
      this.rows[list.tail + NEXT] = row;
      list.tail = row;
    }
  }
  appendUrgent(row, at, kind) {
    if (at !== this.at) assert(false, `a timer was set at ${at} ms, before the present instant ${this.at} ms`);
    this.rows[row + PACKED] = kind << 12;
    if (this.urgentHead === NONE3) this.urgentHead = row;
    else this.rows[this.urgentTail + NEXT] = row;
    this.urgentTail = row;
  }
  /**
   * Whether every timer of a later epoch is behind `limit`. An epoch must not begin for nothing: a timer that is then set
   * between the present and its first one would lie before its base. So the epoch in which the limit falls is searched.
   */
  beginsAfter(epoch, limit) {
    const first = epoch * EPOCH;
    if (limit < first) return true;
    if (limit >= first + EPOCH - 1) return false;
    const within = limit - first;
    const far = this.far.get(epoch)?.head ?? NONE3;
    return !this.hasUpTo(far, within) && !this.hasUpTo(this.nearHeads[epoch & NEAR - 1], within);
  }
  hasUpTo(head, offset) {
    for (let row = head; row !== NONE3; row = this.rows[row + NEXT])
      if ((this.rows[row + PACKED] & EPOCH - 1) <= offset) return true;
    return false;
  }
  /** What was far was set before anything that was near: it goes first. */
  begin(epoch) {
    this.epoch = epoch;
    this.base = epoch * EPOCH;
    const list = this.far.get(epoch);
    if (list !== void 0) {
      this.far.delete(epoch);
      this.spill(list.head);
    }
    const slot = epoch & NEAR - 1;
    const head = this.nearHeads[slot];
    this.nearHeads[slot] = NONE3;
    this.spill(head);
  }
  spill(head) {
    for (let row = head; row !== NONE3; ) {
      const next = this.rows[row + NEXT];
      this.rows[row + NEXT] = NONE3;
      this.appendCurrent(row, this.rows[row + PACKED] & EPOCH - 1);
      row = next;
    }
  }
  takeFree() {
    const row = this.free;
    this.free = this.rows[row + NEXT];
    return row;
  }
  takeNew() {
    if (this.used === this.rows.length) this.rows = grown(this.rows, this.used * 2);
    const row = this.used;
    this.used += ROW;
    return row;
  }
  /** The whole state as plain data, to be given to `restore`. */
  snapshot() {
    return {
      numbers: [this.at, this.size, this.tick, this.epoch, this.used, this.free, this.urgentHead, this.urgentTail],
      rows: this.rows.slice(0, this.used),
      current: [this.heads.slice(), this.tails.slice(), this.words.slice(), this.summary.slice()],
      near: [this.nearHeads.slice(), this.nearTails.slice()],
      far: [...this.far].map(([epoch, list]) => [epoch, list.head, list.tail]),
      epochs: this.epochs.toArray()
    };
  }
  /** Goes on from a state that `snapshot` gave; the state is not changed by it. */
  restore(state) {
    const [at, size, tick, epoch, used, free, urgentHead, urgentTail] = state.numbers;
    Object.assign(this, { at, size, tick, epoch, base: epoch * EPOCH, used, free, urgentHead, urgentTail });
    this.rows = grown(state.rows, Math.max(1024 * ROW, used));
    for (const [i, target] of [this.heads, this.tails, this.words, this.summary].entries()) target.set(state.current[i]);
    for (const [i, target] of [this.nearHeads, this.nearTails].entries()) target.set(state.near[i]);
    this.far = new Map(state.far.map(([key, head, tail]) => [key, { head, tail }]));
    this.epochs = new import_heap_js.Heap();
    this.epochs.init([...state.epochs]);
  }
};
function lowestBit(bits) {
  return 31 - Math.clz32(bits & -bits);
}
function grown(column, length) {
  const copy = new Int32Array(length);
  copy.set(column);
  return copy;
}

// src/kernel/columns.ts
function growColumns(table, names, length) {
  for (const name of names) {
    const column = table[name];
    const larger = new column.constructor(length);
    larger.set(column);
    table[name] = larger;
  }
}
function copyColumns(table, names, rows) {
  return Object.fromEntries(names.map((name) => [name, table[name].slice(0, rows)]));
}
function restoreColumns(table, names, columns, length) {
  for (const name of names) {
    const saved = columns[name];
    const column = new saved.constructor(Math.max(length, saved.length));
    column.set(saved);
    table[name] = column;
  }
}

// src/model/fleet.ts
var INT_COLUMNS = [
  "cluster",
  "entry",
  "number",
  "zone",
  "arm",
  "cpuTotal",
  "memoryTotal",
  "gpuTotal",
  "cpuFree",
  "memoryFree",
  "gpuFree",
  "hostCpuFree",
  "hostMemoryFree",
  "hostGpuFree",
  "taskCount",
  "firstTask",
  "queueHead",
  "queueTail",
  "changed"
];
var FLOAT_COLUMNS = ["registeredAt", "stoppedAt"];
var BYTE_COLUMNS = ["status"];
var ALL = [...INT_COLUMNS, ...FLOAT_COLUMNS, ...BYTE_COLUMNS];
var Fleet = class {
  rows = 0;
  cluster = new Int32Array(64);
  /** Which entry of the scenario's `containerInstances` it came from: type, name and price. */
  entry = new Int32Array(64);
  /** The n of the id `NAME-n`. */
  number = new Int32Array(64);
  zone = new Int32Array(64);
  /** 1 for ARM64. */
  arm = new Int32Array(64);
  cpuTotal = new Int32Array(64);
  memoryTotal = new Int32Array(64);
  gpuTotal = new Int32Array(64);
  cpuFree = new Int32Array(64);
  memoryFree = new Int32Array(64);
  gpuFree = new Int32Array(64);
  hostCpuFree = new Int32Array(64);
  hostMemoryFree = new Int32Array(64);
  hostGpuFree = new Int32Array(64);
  /** Tasks on it that are not yet STOPPED. */
  taskCount = new Int32Array(64);
  firstTask = new Int32Array(64);
  queueHead = new Int32Array(64);
  queueTail = new Int32Array(64);
  /** 1 when something was released on it since waiting tasks were last looked at. */
  changed = new Int32Array(64);
  registeredAt = new Float64Array(64);
  stoppedAt = new Float64Array(64);
  status = new Uint8Array(64);
  /** Value of each attribute that a placement looks at, by attribute, then by instance; -1 = the instance does not carry it. */
  attributes = [];
  /** A row for a new instance with nothing on it. */
  add(resources) {
    const row = this.rows++;
    if (row === this.cluster.length) {
      growColumns(this, ALL, row * 2);
      for (const [i, column] of this.attributes.entries()) {
        const larger = new Int32Array(row * 2).fill(NONE);
        larger.set(column);
        this.attributes[i] = larger;
      }
    }
    this.cpuTotal[row] = this.cpuFree[row] = this.hostCpuFree[row] = resources.cpu;
    this.memoryTotal[row] = this.memoryFree[row] = this.hostMemoryFree[row] = resources.memory;
    this.gpuTotal[row] = this.gpuFree[row] = this.hostGpuFree[row] = resources.gpu;
    this.firstTask[row] = NONE;
    this.queueHead[row] = NONE;
    this.queueTail[row] = NONE;
    this.registeredAt[row] = NONE;
    this.stoppedAt[row] = NONE;
    this.status[row] = InstanceStatus.NONE;
    return row;
  }
  /** Room for one more attribute; every instance is without it so far. */
  addAttribute() {
    return this.attributes.push(new Int32Array(this.cluster.length).fill(NONE)) - 1;
  }
  snapshot() {
    return {
      rows: this.rows,
      columns: copyColumns(this, ALL, this.rows),
      attributes: this.attributes.map((column) => column.slice(0, this.rows))
    };
  }
  restore(state) {
    this.rows = state.rows;
    restoreColumns(this, ALL, state.columns, 64);
    this.attributes.length = 0;
    for (const saved of state.attributes) {
      const column = new Int32Array(this.cluster.length).fill(NONE);
      column.set(saved);
      this.attributes.push(column);
    }
  }
};

// src/model/group-counts.ts
var GroupCounts = class {
  groups = /* @__PURE__ */ new Map();
  spare = [];
  fleet;
  constructor(fleet) {
    this.fleet = fleet;
  }
  /** Tasks of the group by instance whose desiredStatus is RUNNING; undefined when it has no task. */
  get(group) {
    return this.groups.get(group);
  }
  placed(group, instance) {
    let count = this.groups.get(group);
    if (count === void 0) {
      count = this.spare.pop() ?? { total: 0, byInstance: new Int32Array(0), present: new Int32Array(0), byAttribute: [] };
      this.groups.set(group, count);
    }
    fitTo(count, this.fleet);
    count.total++;
    count.byInstance[instance]++;
    count.present[instance]++;
    this.addByAttribute(count, instance, 1);
  }
  /** The task's desiredStatus has become STOPPED. */
  released(group, instance) {
    const count = this.groups.get(group);
    count.byInstance[instance]--;
    this.addByAttribute(count, instance, -1);
  }
  /** The task is STOPPED. */
  gone(group, instance) {
    const count = this.groups.get(group);
    count.present[instance]--;
    if (--count.total === 0) {
      this.groups.delete(group);
      this.spare.push(count);
    }
  }
  addByAttribute(count, instance, change) {
    const attributes = this.fleet.attributes;
    for (let a = 0; a < attributes.length; a++) {
      const value = attributes[a][instance] + 1;
      const counts = count.byAttribute[a] ??= [];
      while (counts.length <= value) counts.push(0);
      counts[value] += change;
    }
  }
  snapshot() {
    return [...this.groups].map(([group, count]) => ({
      group,
      count: {
        total: count.total,
        byInstance: count.byInstance.slice(),
        present: count.present.slice(),
        byAttribute: count.byAttribute.map((counts) => [...counts])
      }
    }));
  }
  restore(state) {
    this.groups.clear();
    this.spare.length = 0;
    for (const { group, count } of state)
      this.groups.set(group, {
        total: count.total,
        byInstance: count.byInstance.slice(),
        present: count.present.slice(),
        byAttribute: count.byAttribute.map((counts) => [...counts])
      });
  }
};
function fitTo(count, fleet) {
  const length = fleet.cluster.length;
  if (count.byInstance.length >= length) return;
  const byInstance = new Int32Array(length);
  byInstance.set(count.byInstance);
  const present = new Int32Array(length);
  present.set(count.present);
  count.byInstance = byInstance;
  count.present = present;
}

// src/policies/placement/candidates.ts
var Candidates = class {
  list = new Int32Array(64);
  count = 0;
  /** Room for `length` instances. */
  ensure(length) {
    if (this.list.length < length) {
      const larger = new Int32Array(length * 2);
      larger.set(this.list);
      this.list = larger;
    }
  }
  /** Keeps those whose value in `column` is the lowest. */
  keepLowest(column) {
    const list = this.list;
    let lowest = Number.MAX_SAFE_INTEGER;
    let kept = 0;
    for (let i = 0; i < this.count; i++) {
      const instance = list[i];
      const value = column[instance];
      if (value > lowest) continue;
      if (value < lowest) {
        lowest = value;
        kept = 0;
      }
      list[kept++] = instance;
    }
    this.count = kept;
  }
  /** Keeps those whose value in `column` is the highest. */
  keepHighest(column) {
    const list = this.list;
    let highest = Number.MIN_SAFE_INTEGER;
    let kept = 0;
    for (let i = 0; i < this.count; i++) {
      const instance = list[i];
      const value = column[instance];
      if (value < highest) continue;
      if (value > highest) {
        highest = value;
        kept = 0;
      }
      list[kept++] = instance;
    }
    this.count = kept;
  }
  /** Keeps those for which `counts[column[instance] + 1]` (0 where there is none) is the lowest. */
  keepLowestCount(column, counts) {
    const list = this.list;
    let lowest = Number.MAX_SAFE_INTEGER;
    let kept = 0;
    for (let i = 0; i < this.count; i++) {
      const instance = list[i];
      const value = counts[column[instance] + 1] ?? 0;
      if (value > lowest) continue;
      if (value < lowest) {
        lowest = value;
        kept = 0;
      }
      list[kept++] = instance;
    }
    this.count = kept;
  }
  /** Keeps those whose value in `column` is `value`. */
  keepEqual(column, value) {
    const list = this.list;
    let kept = 0;
    for (let i = 0; i < this.count; i++) {
      const instance = list[i];
      if (column[instance] === value) list[kept++] = instance;
    }
    this.count = kept;
  }
  /** Keeps only the candidate at this position. */
  keepOnly(position) {
    this.list[0] = this.list[position];
    this.count = Math.min(1, this.count);
  }
};

// src/simulation/attribute-values.ts
var AttributeValues = class {
  names = [];
  values = [];
  /** Column of an attribute in the fleet's table; -1 for the instance itself (`instanceId`, `host`). */
  column(fleet, field) {
    if (field === "instanceId" || field === "host" || field === "") return -1;
    const known = this.names.indexOf(field);
    if (known >= 0) return known;
    this.values.push([]);
    fleet.addAttribute();
    return this.names.push(field) - 1;
  }
  /** Number of a value of a column. */
  value(column, text) {
    const values = this.values[column];
    const known = values.indexOf(text);
    return known >= 0 ? known : values.push(text) - 1;
  }
  /** Writes the values that an instance carries into the fleet's columns. */
  assign(fleet, instance, attributes, zone) {
    for (const [column, name] of this.names.entries()) {
      const text = name === "ecs.availability-zone" ? zone : attributes[name];
      fleet.attributes[column][instance] = text === void 0 ? -1 : this.value(column, text);
    }
  }
  snapshot() {
    return this.values.map((texts) => [...texts]);
  }
  /** The columns are those of the scenario; only their values come back. */
  restore(state) {
    for (const [column, texts] of state.entries()) this.values[column] = [...texts];
  }
};

// src/simulation/name-pool.ts
var NamePool = class {
  numbers = /* @__PURE__ */ new Map();
  names = [];
  holders = [];
  free = [];
  /** The number of a name; held until `release`. */
  hold(name) {
    const known = this.numbers.get(name);
    if (known !== void 0) {
      this.holders[known]++;
      return known;
    }
    const number = this.free.pop() ?? this.names.length;
    this.names[number] = name;
    this.holders[number] = 1;
    this.numbers.set(name, number);
    return number;
  }
  release(number) {
    if (--this.holders[number] > 0) return;
    this.numbers.delete(this.names[number]);
    this.names[number] = "";
    this.free.push(number);
  }
  name(number) {
    return this.names[number];
  }
  snapshot() {
    return { names: [...this.names], holders: [...this.holders], free: [...this.free] };
  }
  restore(state) {
    this.names = [...state.names];
    this.holders = [...state.holders];
    this.free = [...state.free];
    this.numbers.clear();
    for (const [number, name] of this.names.entries()) if (this.holders[number] > 0) this.numbers.set(name, number);
  }
};

// src/simulation/simulation.ts
var EVENTS_AT_ONE_INSTANT = 1e6;
var Simulation = class {
  scenario;
  observers;
  listeners;
  timers = new TimerQueue();
  tasks = new TaskTable();
  fleet = new Fleet();
  groups = new GroupCounts(this.fleet);
  digest = new Digest();
  candidates = new Candidates();
  request = { cpu: 0, memory: 0, gpu: 0, group: 0, arm: -1 };
  groupNames = new NamePool();
  attributeValues = new AttributeValues();
  startMs;
  clusters = [];
  zones = [];
  entries = [];
  definitions = [];
  workloads = [];
  reasons = [];
  clusterStates = [];
  workloadStates = [];
  /** Stems of task ids and how many ids each has given. */
  stems = [];
  /** By name, how many instance ids it has given. */
  instanceNumbers = /* @__PURE__ */ new Map();
  /** By image, then by instance: the moment from which it is in the instance's cache; Infinity = never pulled. */
  imageReadyAt = [];
  /** Whether some workload looks at task groups. */
  usesGroups = false;
  /** Milliseconds from the run's start. */
  now = 0;
  /** State changes so far. */
  events = 0;
  eventsThisInstant = 0;
  /** Timers that do not keep a run without duration alive. */
  background = 0;
  /** Next instant of each workload's source. */
  nextArrivals = new Float64Array(0);
  /** Workload of the arrival that is set, or -1. */
  nextWorkload = -1;
  /** Workload whose trace needs bytes before the run can go on, or -1. */
  starving = -1;
  ended = false;
  /** Waiting queues ever opened: the next number. */
  queuesMade = 0;
  /** Tasks that ask for sizes Fargate does not have, rounded up: how many, and what was added. */
  roundedUp = { tasks: 0, cpu: 0, memory: 0 };
  /** Sentences about actions that AWS would have refused. */
  refusedActions = [];
  constructor(scenario, observers) {
    this.scenario = scenario;
    this.observers = observers;
    this.listeners = listenersOf(observers);
    this.startMs = scenario.simulation.startMs;
    for (const observer of observers) observer.begin(this);
  }
  taskId(task) {
    const mapped = this.tasks.names.get(task);
    if (mapped !== void 0) return mapped;
    const workload = this.workloadStates[this.tasks.workload[task]];
    return `${this.stems[workload.stem].name}-${this.tasks.number[task]}`;
  }
  group(task) {
    return this.groupNames.name(this.tasks.group[task]);
  }
  instanceId(instance) {
    return `${this.entries[this.fleet.entry[instance]].name}-${this.fleet.number[instance]}`;
  }
  /** The next n of an instance's id `NAME-n`. */
  nextInstanceNumber(name) {
    const number = (this.instanceNumbers.get(name) ?? 0) + 1;
    this.instanceNumbers.set(name, number);
    return number;
  }
  /** Sets a timer for a task, `delayMs` from now. */
  setTaskTimer(delayMs, phase, kind, task) {
    this.timers.push(this.now + delayMs, phase, kind, task, this.tasks.generation[task]);
  }
  /** Index of an Availability Zone. */
  zone(name) {
    const known = this.zones.indexOf(name);
    return known >= 0 ? known : this.zones.push(name) - 1;
  }
  /** Index of a text among the reasons. */
  reason(text) {
    const known = this.reasons.indexOf(text);
    return known >= 0 ? known : this.reasons.push(text) - 1;
  }
  countEvent() {
    this.events++;
    if (++this.eventsThisInstant > EVENTS_AT_ONE_INSTANT)
      assert(false, `more than ${EVENTS_AT_ONE_INSTANT} events at ${this.now} ms; the last timer was of kind ${this.timers.kind}`);
  }
};

// src/kernel/streams.ts
var import_alea = __toESM(require_alea(), 1);
var Stream = class {
  generator;
  constructor(name) {
    this.generator = (0, import_alea.default)(name, { state: true });
  }
  /** The next number of [0, 1), with 32 bits. */
  next() {
    return this.generator();
  }
  /** The whole state as plain data, to be given to `restore`. */
  snapshot() {
    return this.generator.state();
  }
  /** Goes on from a state that `snapshot` gave. */
  restore(state) {
    this.generator = (0, import_alea.default)("", { state });
  }
};

// src/units/schedule.ts
function nextOccurrence(schedule, afterMs, originMs) {
  switch (schedule.kind) {
    case "at":
      return schedule.atMs > afterMs ? schedule.atMs : null;
    case "rate": {
      const periods = Math.floor((afterMs - originMs) / schedule.everyMs) + 1;
      return originMs + Math.max(1, periods) * schedule.everyMs;
    }
    case "cron":
      return nextOfCron(schedule, afterMs);
    default:
      return schedule;
  }
}
var DAY_MS2 = 864e5;
var MINUTE_MS2 = 6e4;
var FIRST_YEAR = 1970;
var LAST_YEAR = 2199;
function nextOfCron(cron, afterMs) {
  const localMs = afterMs + zoneOffsetMs(cron.timeZone, afterMs);
  const localDay = Math.floor(localMs / DAY_MS2);
  const from = dateFromDays(localDay);
  const fromMinute = Math.floor((localMs - localDay * DAY_MS2) / MINUTE_MS2);
  for (let year = Math.max(from.year, FIRST_YEAR); year <= LAST_YEAR; year++) {
    if (cron.years !== null && !cron.years.includes(year)) continue;
    for (const month of cron.months) {
      if (year === from.year && month < from.month) continue;
      const isFromMonth = year === from.year && month === from.month;
      for (const day of daysOf(cron.days, year, month)) {
        if (isFromMonth && day < from.day) continue;
        const earliest = isFromMonth && day === from.day ? fromMinute : 0;
        const found = nextOfDay(cron, year, month, day, earliest, afterMs);
        if (found !== null) return found;
      }
    }
  }
  return null;
}
function nextOfDay(cron, year, month, day, earliest, afterMs) {
  for (const hour of cron.hours) {
    if (hour * 60 + 59 < earliest) continue;
    for (const minute of cron.minutes) {
      if (hour * 60 + minute < earliest) continue;
      const instant = localToEpochMs(cron.timeZone, year, month, day, hour, minute);
      if (instant !== null && instant > afterMs) return instant;
    }
  }
  return null;
}
function daysOf(rule, year, month) {
  const last = daysInMonth(year, month);
  const firstWeekday = weekdayOf(daysFromDate(year, month, 1));
  const days = [];
  for (let day = 1; day <= last; day++) {
    const weekday = (firstWeekday + day - 2) % 7 + 1;
    if (isDayOf(rule, day, weekday, last)) days.push(day);
  }
  return days;
}
function weekdayOf(days) {
  return ((days + 4) % 7 + 7) % 7 + 1;
}
function isDayOf(rule, day, weekday, last) {
  switch (rule.kind) {
    case "every":
      return true;
    case "ofMonth":
      return rule.days.includes(day) || rule.last && day === last || rule.lastWeekday && isNearestWeekday(last, day, weekday, last) || rule.nearestWeekdays.some((target) => isNearestWeekday(target, day, weekday, last));
    case "ofWeek":
      return rule.weekdays.includes(weekday) || rule.lasts.includes(weekday) && day + 7 > last || rule.nths.some((nth) => nth.weekday === weekday && nth.nth === Math.ceil(day / 7));
    default:
      return rule;
  }
}
function isNearestWeekday(target, day, weekday, last) {
  if (target > last || weekday === SUNDAY || weekday === SATURDAY) return false;
  if (day === target) return true;
  if (weekday === FRIDAY && day + 1 === target) return true;
  if (weekday === MONDAY && day - 1 === target) return true;
  if (weekday === MONDAY && day === 3 && target === 1) return true;
  return weekday === FRIDAY && day + 2 === last && target === last;
}
var SUNDAY = 1;
var MONDAY = 2;
var FRIDAY = 6;
var SATURDAY = 7;

// src/environment/arrivals/arrival-source.ts
var ArrivalSource = class {
  spec;
  stream;
  startMs;
  resolutionMs;
  produced = 0;
  /** Exact time of the next arrival, before rounding; Infinity when over. */
  clock;
  /** Tasks still to come at this very moment. */
  left = 0;
  /** `startMs`: the run's start as epoch milliseconds, for schedules on the calendar. */
  constructor(spec, streamName, startMs, resolutionMs) {
    this.spec = spec;
    this.startMs = startMs;
    this.resolutionMs = resolutionMs;
    const random2 = spec.form.kind === "poisson" || spec.form.kind === "poissonSeries";
    this.stream = random2 ? new Stream(streamName) : null;
    this.clock = this.first();
    this.cut();
  }
  /** The next arrival, or Infinity when there is none. */
  peekMs() {
    return this.clock === Number.POSITIVE_INFINITY ? this.clock : this.rounded();
  }
  /** Goes on to the arrival after it. */
  take() {
    this.produced++;
    if (--this.left <= 0) this.clock = this.following();
    this.cut();
  }
  snapshot() {
    return { produced: this.produced, clock: this.clock, left: this.left, stream: this.stream?.snapshot() ?? null };
  }
  restore(state) {
    this.produced = state.produced;
    this.clock = state.clock;
    this.left = state.left;
    if (state.stream !== null) this.stream?.restore(state.stream);
  }
  rounded() {
    const step = this.resolutionMs;
    return step === 1 ? Math.round(this.clock) : Math.round(this.clock / step) * step;
  }
  cut() {
    const { untilMs, limit } = this.spec;
    if (limit !== null && this.produced >= limit || untilMs !== null && this.clock >= untilMs)
      this.clock = Number.POSITIVE_INFINITY;
  }
  first() {
    const { form, fromMs } = this.spec;
    switch (form.kind) {
      case "every":
        return fromMs;
      case "burst":
        this.left = form.count;
        return form.count > 0 && form.atMs >= fromMs ? form.atMs : Number.POSITIVE_INFINITY;
      case "schedule":
        return this.scheduled(fromMs - 1);
      default:
        this.clock = fromMs;
        return this.following();
    }
  }
  following() {
    const { form } = this.spec;
    switch (form.kind) {
      case "every":
        return this.clock + form.everyMs;
      case "burst":
        return Number.POSITIVE_INFINITY;
      case "schedule":
        return this.scheduled(this.clock);
      case "poisson":
        return this.clock + exponential(this.stream.next()) * 1e3 / form.perSecond;
      case "poissonSeries":
        return afterHazard(form.series, this.clock, exponential(this.stream.next()));
    }
  }
  scheduled(afterMs) {
    const { form } = this.spec;
    if (form.kind !== "schedule") return Number.POSITIVE_INFINITY;
    const at = nextOccurrence(form.schedule, this.startMs + afterMs, this.startMs);
    this.left = form.count;
    return at === null || form.count === 0 ? Number.POSITIVE_INFINITY : at - this.startMs;
  }
};
function exponential(u) {
  return -ln(1 - u);
}
function afterHazard(series, fromMs, hazard) {
  const { atMs, perSecond, endMs, repeat } = series;
  const period = endMs ?? Number.POSITIVE_INFINITY;
  let cycle = endMs !== null && repeat ? Math.floor(fromMs / period) : 0;
  let position = fromMs - cycle * (cycle === 0 ? 0 : period);
  if (position >= period) return Number.POSITIVE_INFINITY;
  let left = hazard;
  let step = lastAtOrBefore(atMs, position);
  let barren = 0;
  for (; ; ) {
    const stepEnd = Math.min(period, atMs[step + 1] ?? period);
    const rate = step < 0 ? 0 : perSecond[step] / 1e3;
    const brought = rate === 0 ? 0 : rate * (stepEnd - position);
    if (rate > 0 && brought >= left) return cycle * (cycle === 0 ? 0 : period) + position + left / rate;
    left -= brought;
    barren = brought > 0 ? 0 : barren + 1;
    position = stepEnd;
    step++;
    if (position >= period) {
      if (!repeat || endMs === null || barren > atMs.length + 1) return Number.POSITIVE_INFINITY;
      cycle++;
      position = 0;
      step = lastAtOrBefore(atMs, 0);
    }
  }
}
function lastAtOrBefore(atMs, position) {
  let low = 0;
  let high = atMs.length;
  while (low < high) {
    const middle = low + high >> 1;
    if (atMs[middle] <= position) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

// src/environment/distributions/draw.ts
function drawMs(distribution, u) {
  const drawn = quantile(distribution, Math.max(u, SMALLEST_U));
  if (!(drawn > 0)) return 0;
  if (drawn < 1) return 1;
  return drawn < LONGEST_MS ? Math.floor(drawn + 0.5) : LONGEST_MS;
}
var SMALLEST_U = 2 ** -33;
var LONGEST_MS = 2 ** 48;
function quantile(distribution, u) {
  switch (distribution.kind) {
    case "constant":
      return distribution.value;
    case "exponential":
      return -distribution.mean * ln(1 - u);
    case "lognormal":
      return exp(distribution.mu + distribution.sigma * normalQuantile(u));
    case "weibull":
      return distribution.scale * power(-ln(1 - u), 1 / distribution.shape);
    case "pareto":
      return distribution.minimum * power(1 - u, -1 / distribution.shape);
    case "uniform":
      return distribution.min + (distribution.max - distribution.min) * u;
    case "empirical":
      return distribution.values[Math.floor(u * distribution.values.length)];
    default:
      return distribution;
  }
}
var QUANTILE_95 = normalQuantile(0.95);

// src/environment/distributions/sampler.ts
var CELLS = 16384;
var UNKNOWN = -1;
var MIXED = -2;
var Sampler = class {
  distribution;
  stream;
  resolutionMs;
  known;
  /** `name` is `seed/concern/subject`; drawn times are rounded to `resolutionMs`, at least one step when above 0. */
  constructor(distribution, name, resolutionMs) {
    this.distribution = distribution;
    this.stream = distribution.kind === "constant" ? null : new Stream(name);
    this.resolutionMs = resolutionMs;
    this.known = this.stream !== null && this.isNarrow() ? new Int32Array(CELLS).fill(UNKNOWN) : null;
  }
  /** The next time, integer milliseconds. */
  next() {
    if (this.stream === null) return this.timeAt(0);
    const u = this.stream.next();
    if (this.known === null) return this.timeAt(u);
    const cell = u * CELLS | 0;
    const known = this.known[cell];
    if (known >= 0) return known;
    if (known === UNKNOWN) this.lookAt(cell);
    return this.timeAt(u);
  }
  snapshot() {
    return this.stream?.snapshot() ?? null;
  }
  restore(state) {
    if (state !== null) this.stream?.restore(state);
  }
  timeAt(u) {
    const drawn = drawMs(this.distribution, u);
    return this.resolutionMs === 1 ? drawn : toGrid(drawn, this.resolutionMs);
  }
  /** `drawMs` never falls as `u` rises, so equal ends mean an equal middle. */
  lookAt(cell) {
    const first = this.timeAt(cell / CELLS);
    const last = this.timeAt(Math.min((cell + 1) / CELLS, LARGEST_U));
    this.known[cell] = first === last && first <= 2147483647 ? first : MIXED;
  }
  /** Whether the middle half has so few steps that remembering pays. */
  isNarrow() {
    return this.timeAt(0.75) - this.timeAt(0.25) < CELLS / 4 * this.resolutionMs;
  }
};
var LARGEST_U = 1 - 2 ** -32;
function toGrid(ms, resolutionMs) {
  return ms === 0 ? 0 : Math.max(resolutionMs, Math.round(ms / resolutionMs) * resolutionMs);
}

// src/simulation/workload.ts
function compileWorkload(scenario, spec, index, parts) {
  const { timings } = scenario;
  const { seed, startMs, resolutionMs } = scenario.simulation;
  const definition = scenario.taskDefinitions[spec.taskDefinitionIndex];
  const fargate = spec.launchType === "FARGATE";
  const awsvpc = fargate || definition.networkMode === "awsvpc";
  const name = (concern) => `${seed}/${concern}/${spec.name}`;
  const sampler = (distribution, concern) => new Sampler(distribution, name(concern), resolutionMs);
  const pull = timings[fargate ? "pull.fargate" : "pull.ec2"];
  const rate = pull.megabytesPerSecond * (fargate ? fargatePullFactor(definition.need.cpu) : 1);
  const images = /* @__PURE__ */ new Map();
  for (const container2 of definition.containers) images.set(container2.image, container2.imageSizeMb);
  const [, ...others] = definition.containers;
  return {
    index,
    spec,
    definition,
    cluster: parts.cluster,
    fargate,
    awsvpc,
    stem: parts.stem,
    group: parts.group,
    source: spec.source.kind === "trace" ? parts.traceSource(spec) : new ArrivalSource(spec.source.arrivals, name("arrivals"), startMs, resolutionMs),
    duration: spec.source.kind === "trace" ? null : sampler(spec.source.duration, "duration"),
    provision: sampler(timings[fargate ? "fargate.provision" : "ec2.eni"], "provision"),
    handOver: sampler(timings[fargate ? "fargate.host" : "ec2.agentHandover"], "handOver"),
    containerStart: sampler(timings["container.start"], "containerStart"),
    giveBack: sampler(timings[fargate ? "fargate.deprovision" : awsvpc ? "ec2.eniDetach" : "ec2.stop"], "giveBack"),
    sigterm: sampler(timings["task.sigtermExit"], "sigterm"),
    pull: pull.sigma === 0 ? null : new Stream(name("pull")),
    pullSigma: pull.sigma,
    images: [...images].map(([image, sizeMb]) => ({
      image: parts.imageIndex(image),
      medianMs: pull.baseMs + (rate === Number.POSITIVE_INFINITY ? 0 : sizeMb / rate * 1e3),
      cachedMs: Math.round(cachedMs(timings["pull.ec2.cached"]))
    })),
    othersStopTimeoutMs: others.reduce((longest, container2) => Math.max(longest, container2.stopTimeoutMs), 0),
    stopTimeoutMs: definition.containers.reduce((longest, container2) => Math.max(longest, container2.stopTimeoutMs), 0),
    rules: parts.rules,
    distinctInstance: parts.rules.constraints.some((constraint) => constraint.type === "distinctInstance"),
    placement: new Stream(name("placement")),
    waiting: 0
  };
}
function fargatePullFactor(cpu) {
  return 1 + 0.5 * (Math.min(4096, Math.max(1024, cpu)) - 1024) / 3072;
}
function cachedMs(delay) {
  return delay.kind === "constant" ? delay.value : 0;
}

// src/simulation/create-simulation.ts
function createSimulation(scenario, observers = [], traceSources = noTraces) {
  const simulation = new Simulation(scenario, observers);
  simulation.reasons.push(...FIRST_REASONS);
  for (const { family, revision, architecture, ephemeralStorageGib, networkMode, containers } of scenario.taskDefinitions)
    simulation.definitions.push({
      label: `${family}:${revision}`,
      arm: architecture === "ARM64",
      ephemeralStorageGib,
      networkMode,
      containers
    });
  for (const cluster of scenario.clusters) addCluster(simulation, cluster);
  compileWorkloads(simulation, traceSources);
  for (const cluster of scenario.clusters) registerFixedInstances(simulation, cluster);
  setFirstTimers(simulation);
  return simulation;
}
function addCluster(simulation, spec) {
  const index = simulation.clusters.push(spec.clusterName) - 1;
  const zones = zonesOf(simulation.scenario.region).map((zone) => simulation.zone(zone));
  simulation.clusterStates.push({
    name: spec.clusterName,
    index,
    view: { fleet: simulation.fleet, groups: simulation.groups, members: new Int32Array(64), memberCount: 0 },
    idealEntry: spec.idealFleet === null ? -1 : addEntry(simulation, index, spec.idealFleet, true),
    closed: [],
    queues: [],
    waiting: 0,
    changed: [],
    passIsSet: false,
    fargateByZone: zones.map(() => 0),
    fargateZones: zones
  });
}
function addEntry(simulation, cluster, spec, ideal) {
  const { name, ec2InstanceType, hourlyPrice, registered, attributes } = spec;
  const { cpu, memory } = registered;
  return simulation.entries.push({ name, ec2InstanceType, cluster, ideal, hourlyPrice, cpu, memory, attributes }) - 1;
}
function compileWorkloads(simulation, traceSources) {
  const { scenario } = simulation;
  const images = /* @__PURE__ */ new Map();
  const imageIndex = (image) => {
    const known = images.get(image);
    if (known !== void 0) return known;
    images.set(image, images.size);
    simulation.imageReadyAt.push(new Float64Array(0));
    return images.size - 1;
  };
  for (const [index, spec] of scenario.workloads.entries()) {
    const cluster = simulation.clusters.indexOf(spec.cluster);
    const { family } = scenario.taskDefinitions[spec.taskDefinitionIndex];
    let stem = simulation.stems.findIndex((candidate) => candidate.name === family);
    if (stem < 0) stem = simulation.stems.push({ name: family, count: 0 }) - 1;
    const group = simulation.groupNames.hold(spec.group);
    const rules = decodeRules(simulation, spec);
    const workload = compileWorkload(scenario, spec, index, { cluster, stem, group, rules, imageIndex, traceSource: traceSources });
    simulation.workloadStates.push(workload);
    simulation.workloads.push({
      name: spec.name,
      cluster,
      definition: spec.taskDefinitionIndex,
      fargate: workload.fargate,
      capacityProvider: spec.capacityProvider ?? ""
    });
    if (workload.distinctInstance || rules.strategies.some((strategy) => strategy.type === "spread")) simulation.usesGroups = true;
  }
}
function decodeRules(simulation, spec) {
  const { attributeValues, fleet, scenario } = simulation;
  const definition = scenario.taskDefinitions[spec.taskDefinitionIndex];
  const constraints = [...definition.placementConstraints, ...spec.placementConstraints].map((constraint) => {
    if (constraint.type === "distinctInstance") return { type: constraint.type, attribute: -1, value: -1 };
    const attribute = attributeValues.column(fleet, constraint.attribute);
    return { type: constraint.type, attribute, value: attributeValues.value(attribute, constraint.value) };
  });
  const strategies = spec.placementStrategy.map(({ type, field }) => ({
    type,
    field,
    attribute: type === "spread" ? attributeValues.column(fleet, field) : -1
  }));
  return { constraints, strategies, tie: scenario.simulation.placementTie };
}
function registerFixedInstances(simulation, spec) {
  const cluster = simulation.clusterStates[simulation.clusters.indexOf(spec.clusterName)];
  for (const entry of spec.containerInstances) {
    const index = addEntry(simulation, cluster.index, entry, false);
    for (let i = 0; i < entry.count; i++) {
      const number = simulation.nextInstanceNumber(entry.name);
      const zone = simulation.zone(entry.availabilityZones[i % entry.availabilityZones.length]);
      registerContainerInstance(simulation, cluster, index, entry, number, zone);
    }
  }
}
function setFirstTimers(simulation) {
  const { scenario, timers, observers } = simulation;
  for (const [index, action] of scenario.actions.entries()) {
    timers.push(action.atMs, Phase.END, TimerKind.ACTION, index, 0);
    simulation.background++;
  }
  for (const [index, observer] of observers.entries()) {
    const at = observer.firstSampleMs();
    if (at < 0) continue;
    timers.push(at, Phase.SAMPLE, TimerKind.SAMPLE, index, 0);
    simulation.background++;
  }
  simulation.nextArrivals = new Float64Array(simulation.workloadStates.length).fill(-1);
  refillArrivals(simulation);
  armArrival(simulation);
}
function noTraces(workload) {
  throw new RangeError(`createSimulation: workload "${workload.name}" replays a trace, so a source of its rows must be given.`);
}

// test/support/prices.ts
var TEST_PRICES = {
  usagePrefix: { ec2: "", fargate: "USE1-" },
  ec2: { hourlyPrice: (type) => type === "m5.large" ? "0.096" : void 0 },
  fargate: {
    X86_64: { vcpuHour: "0.04048", gbHour: "0.004445" },
    ARM64: { vcpuHour: "0.03238", gbHour: "0.00356" },
    ephemeralGbHour: "0.000111"
  }
};

// src/catalog/defaults.ts
var DEFAULT_TIMINGS = {
  "fargate.provision": lognormal(8.216088098632316, 0.25),
  // median 3.7 s
  "fargate.host": lognormal(8.987196820661973, 0.35),
  // median 8 s
  "container.start": lognormal(6.907755278982137, 0.6),
  // median 1 s
  "ec2.eni": lognormal(8.699514748210191, 0.4),
  // median 6 s
  "ec2.agentHandover": lognormal(7.600902459542082, 0.5),
  // median 2 s
  "fargate.deprovision": lognormal(9.903487552536127, 0.3),
  // median 20 s
  "ec2.stop": constant(1e3),
  "ec2.eniDetach": constant(1e3),
  "task.sigtermExit": constant(1e3),
  "pull.fargate": { baseMs: 2e3, megabytesPerSecond: 11, sigma: 0.2 },
  "pull.ec2": { baseMs: 1e3, megabytesPerSecond: 25, sigma: 0.2 },
  "pull.ec2.cached": constant(500),
  "image.sizeMb": 200,
  "instance.memoryFraction": 0.96
};
var INSTANT_TIMINGS = {
  ...DEFAULT_TIMINGS,
  "fargate.provision": constant(0),
  "fargate.host": constant(0),
  "container.start": constant(0),
  "ec2.eni": constant(0),
  "ec2.agentHandover": constant(0),
  "fargate.deprovision": constant(0),
  "ec2.stop": constant(0),
  "ec2.eniDetach": constant(0),
  "task.sigtermExit": constant(0),
  "pull.fargate": { baseMs: 0, megabytesPerSecond: Number.POSITIVE_INFINITY, sigma: 0 },
  "pull.ec2": { baseMs: 0, megabytesPerSecond: Number.POSITIVE_INFINITY, sigma: 0 },
  "pull.ec2.cached": constant(0)
};
function constant(value) {
  return { kind: "constant", value };
}
function lognormal(mu, sigma) {
  return { kind: "lognormal", mu, sigma };
}

// test/support/scenario.ts
function scenarioWith(parts) {
  return {
    name: "test",
    description: "",
    digest: "",
    region: "us-east-1",
    simulation: {
      startMs: Date.UTC(2026, 2, 2),
      durationMs: null,
      warmUpMs: 0,
      seed: "1",
      resolutionMs: 1,
      timelineStepMs: null,
      placementTie: "first",
      ...parts.simulation
    },
    clusters: [{ clusterName: "main", containerInstances: [], idealFleet: null, ...parts.cluster }],
    taskDefinitions: [
      {
        family: "job",
        revision: 1,
        need: { cpu: 1024, memory: 1024, gpu: 0 },
        networkMode: "bridge",
        requiresCompatibilities: ["EC2"],
        architecture: null,
        ephemeralStorageGib: 20,
        containers: [container()],
        placementConstraints: [],
        ...parts.definition
      }
    ],
    workloads: (parts.workloads ?? [{}]).map((workload, i) => ({
      name: i === 0 ? "job" : `job-${i + 1}`,
      cluster: "main",
      launchType: "EC2",
      capacityProvider: null,
      taskDefinitionIndex: 0,
      source: {
        kind: "arrivals",
        arrivals: { form: { kind: "burst", atMs: 0, count: 1 }, fromMs: 0, untilMs: null, limit: null },
        duration: { kind: "constant", value: 6e4 }
      },
      group: "family:job",
      placementStrategy: [],
      placementConstraints: [],
      waitOrder: "fifo",
      onFailure: { kind: "wait" },
      ...workload
    })),
    actions: parts.actions ?? [],
    timings: parts.timings ?? INSTANT_TIMINGS,
    pricing: { splitCostWeights: { cpu: 0.9, memory: 0.1 } },
    assertions: [],
    warnings: []
  };
}
function container(parts = {}) {
  return { name: "main", image: "main", imageSizeMb: 200, essential: true, stopTimeoutMs: 3e4, ...parts };
}
function instances(count, cpu, memory, parts = {}) {
  return {
    name: "box",
    ec2InstanceType: null,
    count,
    availabilityZones: ["us-east-1a"],
    attributes: {},
    registered: { cpu, memory, gpu: 0 },
    architecture: "X86_64",
    hourlyPrice: "0",
    ...parts
  };
}
function burst(count, atMs, durationMs) {
  return {
    kind: "arrivals",
    arrivals: { form: { kind: "burst", atMs, count }, fromMs: 0, untilMs: null, limit: null },
    duration: { kind: "constant", value: durationMs }
  };
}

// bench/.copy.ts
var BLOCK = 1 << 18;
var TASKS = 4e3;
var { PENDING: PENDING3, RUNNING: RUNNING3, STOPPING: STOPPING3, STOPPED: STOPPED3 } = TaskStatus;
var STARTED_MS = 1e6;
function benchTasks(stageOf) {
  const charges = new FargateTaskCharges(new Rates(TEST_PRICES));
  const fleet = instances(40, 65536, 262144, { ec2InstanceType: "m5.large", name: "m5.large" });
  const scenario = scenarioWith({
    timings: DEFAULT_TIMINGS,
    cluster: { containerInstances: [fleet] },
    workloads: [
      { source: burst(TASKS / 2, 0, 1e9) },
      { source: burst(TASKS / 2, 5e3, 1e9), launchType: "FARGATE" }
    ]
  });
  const simulation = createSimulation(scenario, [charges]);
  advanceTo(simulation, STARTED_MS);
  const tasks = simulation.tasks.liveTasks();
  for (const [position, task] of tasks.entries()) setStage(simulation, task, stageOf(position));
  return { simulation, charges, tasks };
}
function setStage({ tasks }, task, status) {
  tasks.status[task] = status;
  if (status === PENDING3) {
    tasks.pullStartedAt[task] = NONE;
    tasks.pullStoppedAt[task] = NONE;
    tasks.startedAt[task] = NONE;
  }
  if (status < STOPPING3) return;
  tasks.holding[task] = 0;
  tasks.stopCode[task] = StopCode.EssentialContainerExited;
  tasks.stopReason[task] = 0;
  tasks.exitCode[task] = 0;
  tasks.stoppingAt[task] = STARTED_MS + tasks.number[task] * 1013;
  if (status !== STOPPED3) return;
  tasks.stoppedAt[task] = tasks.stoppingAt[task] + (tasks.instance[task] === NONE ? 21017 : 1e3);
}
var Sink = class {
  bytes = 0;
  digest = new Digest();
  checks;
  rest = new Uint8Array(0);
  /** Long outputs are told apart by their length alone: a digest of every byte would be most of the time. */
  constructor(checks) {
    this.checks = checks;
  }
  add(block) {
    this.bytes += block.length;
    if (!this.checks) return;
    const whole = new Uint8Array(this.rest.length + block.length);
    whole.set(this.rest);
    whole.set(block, this.rest.length);
    const end2 = whole.length & ~3;
    this.digest.addBytes(whole.subarray(0, end2));
    this.rest = whole.slice(end2);
  }
  written(records) {
    this.digest.addBytes(this.rest);
    return { records, bytes: this.bytes, checksum: this.checks ? this.digest.hex() : String(this.bytes) };
  }
};
function writeRows({ simulation, charges, tasks }, rows, checks) {
  const writer = new TasksCsv(charges);
  writer.begin(simulation);
  const sink = new Sink(checks);
  for (let row = 0; row < rows; row++) {
    writer.taskGone(0, tasks[row % tasks.length]);
    if (writer.pendingBytes > BLOCK) sink.add(writer.take());
  }
  sink.add(writer.take());
  return sink.written(rows);
}

// bench/.p.ts
var stopped = benchTasks(() => 8);
for (let i = 0; i < 1500; i++) writeRows(stopped, 4e3, false);
