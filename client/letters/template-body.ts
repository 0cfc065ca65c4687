import type { JSONContent } from '@tiptap/core'
import type { TemplateBody } from '#client/data/letters.ts'
import { fieldOf, type Inline, type LetterField } from './field-words.ts'

/* The words of a template between the editor and the server, which takes exactly what a letter may hold. Pure. */

type Block = TemplateBody['content'][number]
type Item = Extract<Block, { type: 'bulletList' }>['content'][number]
type Paragraph = Item['content'][number]

function inlineOf({ type, text = '', attrs }: JSONContent): Inline[] {
  const field = type === 'field' ? fieldOf(attrs?.['name']) : null
  if (field !== null) return [{ type: 'field', attrs: { name: field } }]
  if (type === 'hardBreak') return [{ type: 'hardBreak' }]
  return type === 'text' && text !== '' ? [{ type: 'text', text }] : []
}

function contentOf({ content = [] }: JSONContent): { content?: Inline[] } {
  const inline = content.flatMap(inlineOf)
  return inline.length === 0 ? {} : { content: inline }
}

const paragraphOf = (node: JSONContent): Paragraph => ({ type: 'paragraph', ...contentOf(node) })

function blockOf(node: JSONContent): Block {
  if (node.type === 'heading')
    return { type: 'heading', attrs: { level: node.attrs?.['level'] === 1 ? 1 : 2 }, ...contentOf(node) }
  if (node.type !== 'bulletList') return paragraphOf(node)
  const items = (node.content ?? []).map(({ content = [] }): Item => ({
    type: 'listItem',
    content: content.map(paragraphOf),
  }))
  return { type: 'bulletList', content: items }
}

export const bodyOf = ({ content = [] }: JSONContent): TemplateBody => ({ type: 'doc', content: content.map(blockOf) })

/** The other way: as the editor begins with it. */
export const docOf = ({ type, content }: TemplateBody): JSONContent => ({ type, content: content.map(nodeOf) })

type Part = Block | Item | Inline

function nodeOf(part: Part): JSONContent {
  if (!('content' in part) || part.content === undefined) {
    const { content: _, ...alone } = { content: undefined, ...part }
    return alone
  }
  return { ...part, content: part.content.map(nodeOf) }
}

/** The same as lines of plain words, with the names of fields in brackets. */
export function plainOf({ content }: TemplateBody, nameOf: (field: LetterField) => string): string {
  const words = (inline: Inline[] = []) =>
    inline
      .map((one) => {
        if (one.type === 'text') return one.text
        return one.type === 'field' ? `[${nameOf(one.attrs.name)}]` : '\n'
      })
      .join('')
  const line = (block: Block): string =>
    block.type === 'bulletList'
      ? block.content.map((item) => `• ${item.content.map((one) => words(one.content)).join(' ')}`).join('\n')
      : words(block.content)
  return content.map(line).join('\n')
}
