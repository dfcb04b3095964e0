#!/bin/sh
# The unit of the benchmark: the JWT bearer flow as one writes it by hand, with nothing but openssl and curl.
#
#     CONSUMER_KEY=… SF_USERNAME=… KEY_FILE=server.key LOGIN_URL=https://… [CA_FILE=ca.crt] tests/bench/cli/get-token.sh

set -eu

base64url() {
    openssl base64 -A | tr '+/' '-_' | tr -d '='
}

header=$(printf '{"alg":"RS256"}' | base64url)
claims=$(printf '{"iss":"%s","sub":"%s","aud":"%s","exp":%s}' \
    "$CONSUMER_KEY" "$SF_USERNAME" "$LOGIN_URL" "$(($(date +%s) + 300))" | base64url)
signature=$(printf '%s.%s' "$header" "$claims" | openssl dgst -sha256 -sign "$KEY_FILE" | base64url)

# on stdin, as everybody can read the arguments of a process
answer=$(printf 'grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer&assertion=%s.%s.%s' \
    "$header" "$claims" "$signature" |
    curl --silent --show-error --fail-with-body --max-time 30 ${CA_FILE:+--cacert "$CA_FILE"} \
        --data @- "$LOGIN_URL/services/oauth2/token") || {
    printf '%s\n' "$answer" >&2
    exit 1
}
token=$(printf '%s' "$answer" | sed -n 's/.*"access_token" *: *"\([^"]*\)".*/\1/p')
[ -n "$token" ] || {
    printf 'no access_token in the answer: %s\n' "$answer" >&2
    exit 1
}
printf '%s\n' "$token"
