# shellcheck shell=sh
# Sourced by tests/run and tests/bench/run. bring puts packages of the npm registry, by exact version and with what they
# depend on as it was on one day, into a folder below tests/.npm, once; a second time it needs no network.

npm_day=2026-11-24
node_version=22.23.3
salesforce_cli_version=2.146.3
sf_jwt_tool_version=1.0.6

# shellcheck disable=SC2154 # whoever sources this says where tests/ is
npm_place=$tests/.npm

# $npm_place/$1 with the dependencies $2, whole or not at all; untouched where it holds them already
bring() {
    folder=$npm_place/$1
    wanted="{\"private\": true, \"dependencies\": {$2}, \"overrides\": {${3-}}}"
    [ "$(cat "$folder/complete" 2>/dev/null)" = "$wanted" ] && return
    printf '%s: fetching %s from the npm registry, this once\n' "tests/${0##*tests/}" "$1" >&2
    rm -rf "$folder"
    # sf-jwt-tool opens its dashboard with open-resource, which the registry does not have; nobody here opens one
    mkdir -p "$folder/nothing" &&
        printf '{"name": "open-resource", "version": "1.0.2"}\n' >"$folder/nothing/package.json" &&
        printf 'exports.openResource = () => {};\n' >"$folder/nothing/index.js" &&
        printf '%s\n' "$wanted" >"$folder/package.json" &&
        (cd "$folder" && npm install --silent --no-audit --no-fund --ignore-scripts --before "$npm_day" \
            </dev/null >&2) &&
        printf '%s\n' "$wanted" >"$folder/complete"
}

# the Node that the Salesforce CLI wants, as $npm_place/node/node; not for every processor
bring_node() {
    case $(uname -m) in
        x86_64) arch=x64 ;;
        aarch64) arch=arm64 ;;
        *) return 1 ;;
    esac
    bring node "\"node-linux-$arch\": \"$node_version\"" &&
        ln -sf "node_modules/node-linux-$arch/bin/node" "$npm_place/node/node"
}

# the tool that sfjwt replaces, in $npm_place/sf-jwt-tool
bring_sf_jwt_tool() {
    # shellcheck disable=SC2016 # npm reads the dollar: the version that is asked for above it
    bring sf-jwt-tool "\"sf-jwt-tool\": \"$sf_jwt_tool_version\", \"open-resource\": \"file:nothing\"" \
        '"open-resource": "$open-resource"'
}

# the Salesforce CLI, as $npm_place/salesforce-cli/sf
bring_salesforce_cli() {
    bring_node && bring salesforce-cli "\"@salesforce/cli\": \"$salesforce_cli_version\"" || return 1
    printf '#!/bin/sh\nexec "%s" "%s" "$@"\n' "$npm_place/node/node" \
        "$npm_place/salesforce-cli/node_modules/@salesforce/cli/bin/run.js" >"$npm_place/salesforce-cli/sf" &&
        chmod +x "$npm_place/salesforce-cli/sf"
}
