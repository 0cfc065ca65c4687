import type { BoardObject, End } from '#collab/documents/board-model.ts'
import { type OutlineNode, outlineOf } from '#collab/documents/board-outline.ts'
import type { Board } from '#collab/documents/board-read.ts'
import { wordsOf } from '#collab/documents/board-layout.ts'
import { isLine } from '#collab/documents/things/register.ts'
import type { Translate } from '#client/locales/messages.tsx'
import { typeName } from './picture.ts'

interface ListWishes {
  nameOf: ((author: string) => string) | null
  t: Translate
}

type Row = Record<string, string | number>

/** How often each thing was answered, talked about and voted for. */
export function countsOf({ reactions, comments, meta }: Board) {
  const count = (id: string, all: readonly { objectId: string }[]) => all.filter((one) => one.objectId === id).length
  const there = comments.filter((comment) => !comment.isRemoved)
  return ({ id }: BoardObject) => ({
    reactions: count(id, reactions),
    comments: count(id, there),
    votes: meta.tally.get(id) ?? 0,
  })
}

/** What an object says; of a connector without words, what it joins. */
export function wordsFor({ objects }: Board, t: Translate): (object: BoardObject) => string {
  const typeOf = typeName(t)
  const byId = new Map(objects.map((object) => [object.id, object]))
  const endOf = (end: End | null): string => {
    const object = end === null || end[0] === null ? undefined : byId.get(end[0])
    return object === undefined ? '…' : wordsOf(object) || typeOf(object.type)
  }
  return (object) => {
    const words = wordsOf(object)
    return words === '' && isLine(object) ? `${endOf(object.from)} → ${endOf(object.to)}` : words
  }
}

/** Everything on a board as rows of a table, in reading order. */
export function listRows(board: Board, { nameOf, t }: ListWishes): Row[] {
  const typeOf = typeName(t)
  const counts = countsOf(board)
  const wordsIn = wordsFor(board, t)
  const rowOf = ({ object }: OutlineNode, holder: BoardObject | null): Row => {
    const { votes, reactions, comments } = counts(object)
    return {
      [t('boards.export_colType')]: typeOf(object.type),
      [t('boards.export_colIn')]: holder?.text ?? '',
      [t('boards.export_colText')]: wordsIn(object),
      ...(nameOf === null ? {} : { [t('boards.export_colAuthor')]: nameOf(object.author) }),
      [t('boards.export_colLanguage')]: object.language,
      [t('boards.export_colAlt')]: object.alt,
      [t('boards.export_colLink')]: object.href,
      [t('boards.export_colFile')]: object.name,
      [t('boards.export_colDate')]: object.date,
      [t('boards.export_colVotes')]: votes,
      [t('boards.export_colReactions')]: reactions,
      [t('boards.export_colComments')]: comments,
    }
  }
  return outlineOf(board.objects).flatMap((node) => [
    rowOf(node, null),
    ...node.children.map((child) => rowOf(child, node.object)),
  ])
}

/** For spreadsheets: what begins like a formula is kept from being one, and the mark tells them that it is UTF-8. */
export async function csvOf(board: Board, wishes: ListWishes): Promise<Blob> {
  const { default: Papa } = await import('papaparse')
  const text = Papa.unparse(listRows(board, wishes), { escapeFormulae: true, newline: '\r\n' })
  return new Blob(['\ufeff', text], { type: 'text/csv;charset=utf-8' })
}
