#!/bin/sh
# Brings a contestant from the npm registry into an empty folder with an empty cache, and runs it from there:
#
#     cold-npm.sh FOLDER sf_jwt_tool|salesforce_cli COMMAND…

set -u

tests=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd -P) || exit 1
# shellcheck source=tests/npm.sh
. "$tests/npm.sh"
# Node itself is there, as it is for whoever types npm
mkdir -p "$1" && ln -s "$npm_place/node" "$1/node" || exit 1
npm_place=$1
export npm_config_cache="$1/cache"
"bring_$2" || exit 1
shift 2
exec "$@"
