import "./hello.js";
