import Foundation

/// bash's completion script, as it is written for the shell.
///
/// bash takes words apart at `=` and `:`, which the generated script does not expect: after `--catalog=` it would complete nothing, nor an ID
/// with a colon in it. So what bash calls is a function that puts the words together first.
enum BashScript {
    /// The script with that function, or nil for a text that is no such script.
    static func joiningWords(_ script: String) -> String? {
        guard script.hasPrefix("#!/bin/bash"), let entry = script.range(of: "\n_vitrine() {\n") else { return nil }
        return script.replacingCharacters(in: entry, with: "\n__vitrine_complete() {\n") + joining
    }

    private static let joining = #"""

        # Puts the words together that bash took apart at = and :, and an option and its value apart, before it completes.
        _vitrine() {
            local rest="${COMP_LINE:0:COMP_POINT}" trimmed word stem='' piece=''
            local -a words=()
            local -i index
            for ((index = 0; index <= COMP_CWORD; index++)); do
                word="${COMP_WORDS[index]}"
                trimmed="${rest#"${rest%%[![:space:]]*}"}"
                if ((index > 0)) && [[ -n "${word}" && "${trimmed}" = "${rest}" ]]; then
                    stem="${words[-1]}" piece="${word}"
                    words[-1]+="${word}"
                else
                    stem='' piece=''
                    words+=("${word}")
                fi
                rest="${trimmed#"${word}"}"
            done

            local whole="${words[-1]}"
            # In the middle of a line, and where nothing was taken apart, the words are as they should be.
            if [[ -z "${piece}" || "${COMP_POINT}" -ne "${#COMP_LINE}" ]]; then
                __vitrine_complete "${@}"
                return
            fi
            [[ "${piece}" = *[!:=]* ]] || stem="${whole}"
            local line="${COMP_LINE%"${whole}"}"
            if [[ "${whole}" = --*=* ]]; then
                words[-1]="${whole%%=*}"
                words+=("${whole#*=}")
                stem="${stem#"${whole%%=*}"=}"
                line+="${whole%%=*} ${whole#*=}"
            else
                line+="${whole}"
            fi
            local -a COMP_WORDS=("${words[@]}")
            local -i COMP_CWORD=$((${#words[@]} - 1))
            local COMP_LINE="${line}"
            __vitrine_complete "${1}" "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
            # bash puts what is offered in the place of the last piece alone.
            COMPREPLY=("${COMPREPLY[@]#"${stem}"}")
        }

        """#
}
