'use strict';

// node --require to-standin.js: sf-jwt-tool knows login.salesforce.com only, so its connections are turned to the
// stand-in's port, below the HTTP client. Certificate and name are checked as always.
const https = require('https');

const port = process.env.STANDIN_PORT;
const connect = https.Agent.prototype.createConnection;

https.Agent.prototype.createConnection = function (options, callback) {
  if (options.host !== 'login.salesforce.com') {
    throw new Error(`the benchmark expected a call to login.salesforce.com, not to ${options.host}`);
  }
  return connect.call(this, { ...options, host: '127.0.0.1', port, servername: options.host }, callback);
};
