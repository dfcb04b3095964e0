package lib.install;

import java.util.List;
import java.util.stream.Collectors;
import lib.catalog.Version;
import lib.config.Environment;

/**
 * The part of a launcher that asks a living agent: it answers get-token in the forms that scripts use, in a fraction of
 * a JVM's start.
 *
 * <p>Whatever is not plainly its case (an option that is not named here, a failure) is the program's own: its answer is
 * the same, byte for byte.
 */
final class AskAgent {

    /** Where one of these is set, the login or its output may differ from the agent's. */
    private static final List<String> ANSWERED_BY_THE_PROGRAM = List.of(Environment.CONSUMER_KEY, Environment.USERNAME,
            Environment.PRIVATE_KEY, Environment.PRIVATE_KEY_FILE, Environment.KEY_ALIAS, Environment.LOGIN_URL,
            Environment.SANDBOX, Environment.AUDIENCE, Environment.CONFIG, Environment.STORE, Environment.STORE_TTL,
            Environment.STORE_DIR, "GITHUB_ACTIONS", "TF_BUILD");

    private static final String SCRIPT = """
            # asks a living agent; returns where the program itself has to answer
            ask() {
                sock=${SFJWT_AGENT_SOCK:-${XDG_RUNTIME_DIR:+$XDG_RUNTIME_DIR/sfjwt/agent.sock}}
                [ -n "$sock" ] || sock=${XDG_CACHE_HOME:-${HOME-}/.cache}/sfjwt/agent/agent.sock
                [ -S "$sock" ] && [ -O "$sock" ] || return
                # what changes the login or its output
                [ -z "@variables@" ] || return
                form='' given='' named='' profile=${SFJWT_PROFILE-} config=jwt.json
                shift
                while [ $# -gt 0 ]; do
                    one=''
                    case $1 in
                        --token-only) one=token ;;
                        --json) one=json ;;
                        --format=*) one=form-${1#*=} ;;
                        --format) one=form-${2-} && [ $# -gt 1 ] && shift || return ;;
                        --profile) [ -z "$named" ] && profile=${2-} named=yes && [ $# -gt 1 ] && shift || return ;;
                        -c | --config) [ -z "$given" ] && config=${2-} given=yes && [ $# -gt 1 ] && shift || return ;;
                        *) return ;;
                    esac
                    [ -z "$one" ] || [ -z "$form" ] || return
                    form=${one:-$form}
                    shift
                done
                case $form in
                    token | json) ;;
                    form-header | form-curl | form-env | form-dotenv | form-sh | form-fish | form-powershell | \\
                            form-cmd | form-k8s)
                        form=${form#form-} ;;
                    *) return ;;
                esac
                case $profile in *[!A-Za-z0-9._-]*) return ;; esac
                case $config in /*) ;; *) config=$PWD/$config ;; esac
                [ -f "$config" ] || return
                set +x # SHELLOPTS may have it traced, and what follows holds the token
                # an agent that is stopped, or of another version, is not given as long as a login
                answer=$(curl -qsf --fail-early --noproxy '*' --max-time 2 --unix-socket "$sock" \\
                    http://localhost/healthz --next -sf --noproxy '*' --max-time 60 --unix-socket "$sock" -G \\
                    --data-urlencode "config=$config" --data-urlencode "profile=$profile" -d "format=$form" \\
                    -d launcher=@number@ http://localhost/v1/token 2>/dev/null && printf x) || return
                case $answer in '{"status":"ok","version":"@number@",'*) ;; *) return ;; esac
                answer=${answer#*"}"?}
                trap '' PIPE # whoever reads may have gone, which is no failure to Java
                printf %s "${answer%x}" 2>/dev/null && exit 0
                trap - PIPE
            }
            # no failure to a shell that SHELLOPTS tells to end at each
            case ${1-} in get-token) ask "$@" || : ;; esac

            """;

    static String sh() {
        String variables = ANSWERED_BY_THE_PROGRAM.stream().map(name -> "${" + name + "-}")
                .collect(Collectors.joining());
        return SCRIPT.replace("@variables@", variables).replace("@number@", Version.NUMBER);
    }
}
