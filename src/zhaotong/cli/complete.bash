%(complete_func)s() {
    local IFS=$'\n' completion type value
    COMPREPLY=()
    for completion in $(env COMP_WORDS="${COMP_LINE:0:COMP_POINT}" %(complete_var)s=bash_complete "$1" 2>/dev/null); do
        type=${completion%%%%,*} value=${completion#*,}
        case $type in
            dir) compopt -o dirnames ;;
            file) compopt -o default ;;
            plain) COMPREPLY+=("$(printf '%%q' "$value")") ;;
        esac
    done
}
complete -o nosort -F %(complete_func)s %(prog_name)s
