import type { DocumentRow } from '#client/data/documents.ts'

type Titled = Pick<DocumentRow, 'title' | 'language'>

/** A title is read aloud, broken and checked in its own language; where nobody knows it, in that of the screen. */
export const langOfTitle = ({ language }: Pick<DocumentRow, 'language'>) =>
  language === null ? {} : { lang: language }

export const DocumentTitle = ({ of }: { of: Titled }) => <bdi {...langOfTitle(of)}>{of.title}</bdi>
