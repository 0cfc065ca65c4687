/** Which block of the page the caret stands in, counted from 0; nothing where it stands elsewhere. */
export function blockUnderCaret(): { block?: number } {
  const node = globalThis.getSelection()?.anchorNode
  const element = node instanceof Element ? node : node?.parentElement
  const page = element?.closest('.ProseMirror')
  if (!page) return {}
  // Carets of others and hints stand between the blocks and are none.
  const blocks = [...page.children].filter((child) => !child.classList.contains('ProseMirror-widget'))
  const block = blocks.findIndex((child) => child.contains(element ?? null))
  return block === -1 ? {} : { block }
}
