import { type JSONContent, Node } from '@tiptap/core'
import { fieldOf, type LetterField, listFields } from './field-words.ts'

/** A field among words: a chip that is moved and deleted as a whole. */
export const FieldNode = (nameOf: (name: LetterField) => string) =>
  Node.create({
    name: 'field',
    group: 'inline',
    inline: true,
    atom: true,
    addAttributes: () => ({
      name: {
        parseHTML: (element: HTMLElement) => fieldOf(element.dataset['field']),
        renderHTML: ({ name }: { name: unknown }) => ({ 'data-field': fieldOf(name) ?? '' }),
      },
    }),
    parseHTML: () => [
      { tag: 'span[data-field]', getAttrs: (element) => fieldOf(element.dataset['field']) !== null && null },
    ],
    renderHTML({ node, HTMLAttributes }) {
      const name = fieldOf(node.attrs['name'])
      return ['span', HTMLAttributes, name === null ? '' : nameOf(name)]
    },
  })

/** A list stands in a paragraph of its own. */
export function fieldBlock(name: LetterField): JSONContent {
  const chip: JSONContent = { type: 'field', attrs: { name } }
  const isList = listFields.some((one) => one === name)
  return isList ? { type: 'paragraph', content: [chip] } : chip
}
