import { Document, HeadingLevel, Packer, Paragraph, TextRun } from 'docx'
import type { Sheet } from '../sheets/sheet.ts'

/* The same letter for who wants to put it onto their own paper. */

const linesOf = (text: string) =>
  text.split('\n').map((line, at) => new TextRun({ text: line, ...(at > 0 && { break: 1 }) }))

const levels = { 1: HeadingLevel.HEADING_1, 2: HeadingLevel.HEADING_2 }

function paragraphsOf(block: Sheet['blocks'][number]): Paragraph[] {
  if (block.is === 'heading') return [new Paragraph({ text: block.text, heading: levels[block.level] })]
  if (block.is === 'text') return [new Paragraph({ children: linesOf(block.text), spacing: { after: 160 } })]
  if (block.is === 'list') return block.items.map((text) => new Paragraph({ text, bullet: { level: 0 } }))
  throw new Error(`a letter holds no ${block.is}`)
}

export async function docxOf({ title, under, blocks, language }: Sheet): Promise<Uint8Array<ArrayBuffer>> {
  const document = new Document({
    title,
    creator: under,
    styles: { default: { document: { run: { font: 'Calibri', size: 22, language: { value: language } } } } },
    sections: [
      {
        children: [
          new Paragraph({ text: title, heading: HeadingLevel.TITLE }),
          new Paragraph({ text: under, spacing: { after: 240 } }),
          ...blocks.flatMap(paragraphsOf),
        ],
      },
    ],
  })
  return new Uint8Array(await Packer.toArrayBuffer(document))
}
