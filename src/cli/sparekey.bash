# SPDX-License-Identifier: Apache-2.0
# Completion for bash, of both programs. Commands, options and their values are asked of the command itself, which knows them.
_sparekey() {
  local program=${COMP_WORDS[0]} word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} help command= each argument
  COMPREPLY=()
  help=$(LC_ALL=C "$program" --help 2>/dev/null) || return
  local commands
  commands=$(sed -n '/^Commands$/,/^$/s/^  \([a-z-]*\) .*/\1/p' <<<"$help")
  for each in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    if [ -n "$commands" ] && grep -qxF -e "$each" <<<"$commands"; then command=$each; fi
  done

  # What the option in front of the cursor wants.
  argument=$(sed -n "s/^  \(--[a-z0-9-]*\) \([^ ]\{1,\}\).*/\1 \2/p" <<<"$help" | sed -n "s/^$before //p")
  case $argument in
    '' | '  '*) ;;
    FILE | PEM) compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -f -- "$word"); return ;;
    *'|'*) mapfile -t COMPREPLY < <(compgen -W "${argument//|/ }" -- "$word"); return ;;
    *) return ;;
  esac

  [ -z "$command" ] || help=$(LC_ALL=C "$program" "$command" --help 2>/dev/null)
  local words
  words=$(sed -n 's/^  \(--[a-z0-9-]*\).*/\1/p' <<<"$help")
  [ -n "$command" ] || words+=" $commands"
  mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word")
}
complete -F _sparekey sparekey sparekey-kiosk
