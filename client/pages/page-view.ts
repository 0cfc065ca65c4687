import type { documentQuery } from '#client/shell/queries.ts'

type DocumentAnswer = Awaited<ReturnType<NonNullable<ReturnType<typeof documentQuery>['queryFn']>>>

/** A page as the server shows it to this person, with what they may do. */
export type PageView = DocumentAnswer['document']
