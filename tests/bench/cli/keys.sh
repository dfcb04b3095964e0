#!/bin/sh
# What a run of the benchmark needs from a CA and a user, into a folder that is new: tests/bench/cli/keys.sh FOLDER
#
#     ca.crt        what each contestant is told to trust, by its own documented means
#     standin.p12   the stand-in's TLS key and certificate, from that CA; the password is "bench"
#     server.key    with which the contestants sign (RSA-2048, PKCS#8)
#     server.pub    with which the stand-in checks
#
# The certificate is RSA-2048, as login.salesforce.com has it, so that a handshake costs each contestant what it costs
# out there. It names login.salesforce.com as well, because one contestant's host is hard-wired.

set -eu
umask 077
mkdir -p "$1"
cd "$1"

openssl req -x509 -newkey rsa:2048 -nodes -sha256 -days 3650 -subj '/CN=sfjwt benchmark CA' \
    -addext 'basicConstraints=critical,CA:true' -addext 'keyUsage=critical,keyCertSign' \
    -keyout ca.key -out ca.crt 2>/dev/null
openssl req -new -newkey rsa:2048 -nodes -sha256 -subj '/CN=localhost' -keyout standin.key -out standin.csr 2>/dev/null
cat >standin.cnf <<'EXTENSIONS'
basicConstraints = CA:false
keyUsage = digitalSignature
extendedKeyUsage = serverAuth
subjectAltName = DNS:localhost, IP:127.0.0.1, DNS:login.salesforce.com
EXTENSIONS
openssl x509 -req -sha256 -days 3650 -in standin.csr -CA ca.crt -CAkey ca.key -CAcreateserial \
    -extfile standin.cnf -out standin.crt 2>/dev/null
openssl pkcs12 -export -inkey standin.key -in standin.crt -certfile ca.crt -passout pass:bench -out standin.p12
openssl genpkey -quiet -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out server.key 2>/dev/null ||
    openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out server.key 2>/dev/null
openssl pkey -in server.key -pubout -outform DER -out server.pub
# whoever holds the CA's key could pose as any host to a program that trusts ca.crt
rm ca.key standin.key standin.csr standin.crt standin.cnf ca.srl
