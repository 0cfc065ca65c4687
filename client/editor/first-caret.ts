import type { Editor } from '@tiptap/core'

/** A page that nobody has written in: a title at most, and the empty paragraph for the caret. */
const isNew = ({ state: { doc } }: Editor) => doc.childCount <= 2 && doc.lastChild?.content.size === 0

/** Somebody has gone to a button or a field while the page came: the caret does not take them away from there. */
function isElsewhere() {
  const main = document.querySelector('main') ?? document.body
  return document.activeElement !== null && !document.activeElement.contains(main)
}

/** A pupil with a card is to write within 45 seconds: the caret waits at the end, and a long page shows its beginning. */
export function offerCaret(editor: Editor, { isPupil }: { isPupil: boolean }) {
  if ((isPupil || isNew(editor)) && !isElsewhere()) editor.commands.focus('end', { scrollIntoView: false })
}
