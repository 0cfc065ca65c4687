import { FileText, LayoutGrid, Shapes } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import type { DocumentRow } from './documents.ts'

export type DocumentKind = DocumentRow['kind']

export const documentKinds = ['page', 'board', 'wall'] as const satisfies readonly DocumentKind[]

export const kindIcons: Record<DocumentKind, LucideIcon> = { page: FileText, board: Shapes, wall: LayoutGrid }

/** Where a document is opened. A wall is a board with another face. */
export const documentHref = ({ kind, id }: Pick<DocumentRow, 'kind' | 'id'>) =>
  kind === 'page' ? `/page/${id}` : `/board/${id}`
