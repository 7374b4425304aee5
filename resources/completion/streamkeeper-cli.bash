# Completion of streamkeeper-cli for bash. The program itself knows what may come: nouns, verbs, options, and the
# names and UUIDs of the registry that the line names.
_streamkeeper_cli() {
    local program=${COMP_WORDS[0]} word quote='' candidate
    local -a words=() candidates=()
    for word in "${COMP_WORDS[@]:1:COMP_CWORD}"; do
        # As the shell would read it: quotes and backslashes taken away, nothing expanded.
        case $word in
            \"*) quote='"' word=${word#\"} word=${word%\"} ;;
            \'*) quote="'" word=${word#\'} word=${word%\'} ;;
            *) quote='' word=${word//\\/} ;;
        esac
        words+=("$word")
    done
    mapfile -t candidates < <("$program" complete -- "${words[@]}" 2>/dev/null)
    COMPREPLY=()
    if [ "${candidates[0]:-}" = :file ]; then
        compopt -o filenames 2>/dev/null
        [ "${words[-1]}" = = ] && words[-1]=
        mapfile -t COMPREPLY < <(compgen -f -- "${words[-1]}")
        return
    fi
    for candidate in "${candidates[@]}"; do
        # Inside quotes the shell adds them itself; outside a name with blanks has to be escaped.
        [ -n "$quote" ] || printf -v candidate '%q' "$candidate"
        COMPREPLY+=("$candidate")
    done
}
complete -F _streamkeeper_cli streamkeeper-cli
