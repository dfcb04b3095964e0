# shellcheck shell=sh
# Sourced by tests/jbang and tests/run. find_jdk points JAVA_HOME to a JDK 25 or newer, or leaves it alone and fails.
# It reads release files, since asking a JDK for its version takes longer than all else that tests/jbang does.

is_new_jdk() {
    [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
    while IFS= read -r line || [ -n "$line" ]; do
        case $line in
            JAVA_VERSION=*)
                major=${line#JAVA_VERSION=}
                major=${major#\"}
                major=${major%%[!0-9]*}
                [ "${major:-0}" -ge 25 ]
                return
                ;;
        esac
    done <"$1/release"
    return 1
}

find_jdk() {
    if is_new_jdk "${JAVA_HOME-}"; then
        export JAVA_HOME
        return
    fi
    javac=$(command -v javac) && javac=$(readlink -f "$javac")
    for home in "${javac%/bin/javac}" /usr/lib/jvm/* /Library/Java/JavaVirtualMachines/*/Contents/Home \
        "${HOME-}"/.sdkman/candidates/java/* "${JBANG_CACHE_DIR:-${JBANG_DIR:-${HOME-}/.jbang}/cache}"/jdks/*; do
        if is_new_jdk "$home"; then
            export JAVA_HOME="$home"
            return
        fi
    done
    return 1
}

# shellcheck disable=SC2034 # for those who source this
jdk_fix='install a JDK 25 or newer (apt-get install openjdk-25-jdk or temurin-25-jdk) or point JAVA_HOME to one'
