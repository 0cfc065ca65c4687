import { Fragment, Slice } from '@tiptap/pm/model'
import { hasControls, withoutControls } from '#collab/documents/controls.ts'

/** What comes out of a PDF or a terminal holds controls, which a page refuses: the rest is pasted. */
export function cleanSlice(slice: Slice): Slice {
  const clean = (fragment: Fragment): Fragment =>
    Fragment.fromArray(
      fragment.content.flatMap((node) => {
        if (!node.isText) return [node.copy(clean(node.content))]
        const text = withoutControls(node.text ?? '')
        return text === '' ? [] : [node.type.schema.text(text, node.marks)]
      }),
    )
  const isClean = !hasControls(slice.content.textBetween(0, slice.content.size, ' ', ' '))
  return isClean ? slice : new Slice(clean(slice.content), slice.openStart, slice.openEnd)
}
