import type { FileType } from '#db/schema/values.ts'

/** Whether files of this type say who wrote them. Texts and tables of letters say what is in them. */
export const namesItsAuthor = (type: FileType): boolean =>
  type === 'application/pdf' || (type.startsWith('application/') && type !== 'application/x.scratch.sb3')
