// Programs whose meaning an earlier version of the passes changed, each with what went wrong.

/** Statements of a bundle; `log` and `later` are arrays, what is in `later` is called when it has run. */
export const FOUND: readonly (readonly [what: string, lines: string])[] = [
  [
    "a value that is missing, returned",
    "var f=(a)=>{log.push(a);\nlet r=a*2;\nreturn r;\n};\nvar g=(b,c)=>{return b??f(c);\n};\nout=[g(0,1),g(null,2),g(5,3)];\n",
  ],
  [
    "a value that is missing, asked for",
    "var f=(a)=>{log.push(a);\nlet r=a*2;\nreturn r;\n};\nvar g=(b,c)=>{if(b??f(c)) return 1;\nreturn 2;\n};\nout=[g(0,1),g(null,2),g(5,3)];\n",
  ],
  [
    "an or whose other side reads what is set",
    "var x=5;\nvar f=()=>{log.push(x);\nlet r=x;\nreturn r+1;\n};\nvar g=(c)=>{x=c||f();\n};\ng(0);\nout=x;\n",
  ],
  [
    "an and whose other side reads what is set",
    "var x=5;\nvar f=()=>{log.push(x);\nlet r=x;\nreturn r+1;\n};\nvar g=(c)=>{x=c&&f();\n};\ng(3);\nout=x;\n",
  ],
  [
    "a number before a dot",
    "var f=(n)=>{log.push(n.toFixed(1));\nlog.push(1);\n};\nvar g=()=>{f(5);\n};\ng();\ng();\n",
  ],
  [
    "a folded number before a dot",
    "var K=5;\nvar g=(b)=>{log.push(K.toFixed(b));\nlog.push(1)};\ng(1);\ng(0);\n",
  ],
  [
    "a variable set in a loop's sequence",
    "var n=0;\nvar g=(b)=>{for(let i=0;\ni<b;\ni++, n=7) log.push(i);\nlog.push(n);\n};\ng(1);\ng(2);\n",
  ],
  [
    "a variable set in a choice's sequence",
    "var n=0,m=0;\nvar g=(b)=>{let r=b?(m=1, n=2):3;\nlog.push(r);\nlog.push(n)};\ng(1);\ng(0);\n",
  ],
  [
    "a variable that a loop sets",
    "var n=0;\nvar g=(b)=>{for(n of b) log.push(1);\nlog.push(n);\n};\ng([1]);\ng([2]);\n",
  ],
  [
    "an argument that the body sets",
    "var n=0;\nvar f=(v)=>{for(let i=0;\ni<2;\ni++, n=i) log.push(v);\n};\nvar g=()=>{n=n+5;\nf(n);\nlog.push(n)};\ng();\ng();\n",
  ],
  [
    "a deletion as an argument",
    "var s={x:1};\nvar f=(v)=>{return 3;\n};\nvar g=()=>{f(delete s.x);\nlog.push(s.x)};\ng();\ng();\n",
  ],
  [
    "a deletion that is returned",
    "var s={x:1};\nvar f=(o)=>{if(log.push(1)>9) return 1;\nreturn delete o.x;\n};\nvar g=()=>{f(s);\nlog.push(s.x)};\ng();\ng();\n",
  ],
  [
    "a deletion beside a read",
    "var s={x:1};\nvar f=(o)=>{let r=2;\ndelete o.x;\nreturn r;\n};\nvar g=(s)=>{let r=s.x+f(s);\nreturn r};\nout=[g({x:1}),g({x:2})];\n",
  ],
  [
    "a target that the call replaces",
    "var s={x:1};\nvar f=()=>{s={y:1};\nreturn 4;\n};\nvar g=()=>{s.x=f();\n};\nvar o=s;\ng();\nlog.push(s,o);\ng();\nlog.push(s,o);\n",
  ],
  [
    "a callee that the call replaces",
    "var h=(a)=>{log.push('one',a);\nlog.push(1)};\nvar k=(a)=>{log.push('two',a);\nlog.push(1)};\nvar cur=h;\nvar f=()=>{cur=k;\nlog.push(3);\nreturn 4;\n};\nvar g=()=>{cur(f());\n};\ng();\ncur=h;\ng();\ncur(1);\n",
  ],
  [
    "a regular expression as an argument",
    "var f=(re,s)=>{let c=0;\nwhile(re.exec(s)&&c<5)c++;\nlog.push(c);\n};\nvar g=()=>{f(/a/g,'aXa');\n};\ng();\ng();\n",
  ],
  [
    "a function that another kind of function needs later",
    "var late=(a)=>{log.push(a);\nlog.push(a);\n};\nlate(1);\nvar h=function(){late(3);\nreturn 0};\nlater.push(h);\n",
  ],
  [
    "a loop that sets what stands before the call",
    "var q=0;\nvar f=(l)=>{let r=1;\nfor(q of l)r++;\nreturn r;\n};\nvar g=(l)=>{let r=q+f(l);\nreturn r};\nout=[g([4]),g([5])];\n",
  ],
  [
    "an argument that a closure changes",
    "var h=[];\nvar u=(a,b)=>{log.push(a,b);\nlog.push(1)};\nvar f=()=>{h[0]();\nreturn 4;\n};\nvar g=()=>{let n=0;\nh[0]=()=>{n++;\n};\nu(n,f());\n};\ng();\ng();\nu(0,0);\nu(0,0);\nu(0,0);\nu(0,0)",
  ],
  [
    "a block's variable outside of all functions",
    "var k=1;\nvar f=(a)=>{log.push(a+k);\nlog.push(k);\n};\nvar g=(a)=>{f(a)};\nfor(let k=5;\nk<7;\nk++){g(k);\n}",
  ],
  [
    "line ends in a template",
    "var f=(a)=>{log.push(a);\nreturn a;\n};\nvar g=(a)=>{if(f(a)){log.push(`x\n   y${a}`);\n}};\ng(1);\ng(0);\n",
  ],
  [
    "line ends in a template, as an argument",
    "var f=(a)=>[a].join();\nvar g=(a)=>{let r=f(`x\n   y${a}`);\nreturn r;\n};\nout=[g(1),g(2)];\n",
  ],
  [
    "a variable that begins anew",
    "var g=()=>{for(let i=0;\ni<3;\ni++){let r;\nif(i==1)r=i;\nlog.push(r);\n}};\ng();\ng()",
  ],
  [
    "a shorthand property",
    "var f=(n,m)=>{log.push({n,m});\nlog.push(n);\n};\nvar g=(n)=>{f(4,n)};\ng(1);\ng(2);\n",
  ],
  [
    "a comment among the arguments",
    "var f = (a) => { log.push(a); log.push(a.length); };\nvar g = (b) => { f([\n // first\n b, 2]); return b; };\nout = g(1);",
  ],
  [
    "a comment in the statement of the call",
    "var f = (a) => { log.push(a); let r = a * 2; return r; };\nvar g = (b) => { if (f(b)) { log.push([ // why\n b, 3]); } return b; };\nout = g(1);",
  ],
  [
    "a sequence as an argument",
    "var n = 1;\nvar f = (x) => { x++; log.push(x); };\nvar g = () => { f((n++, n)); };\ng();\nlog.push(n);",
  ],
];
