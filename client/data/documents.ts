import { queryOptions } from '@tanstack/react-query'
import { api, call } from '#client/api.ts'

const projectDocuments = api.api.projects[':projectId'].documents

const fetchDocument = (documentId: string) => call(api.api.documents[':documentId'].$get({ param: { documentId } }))
const fetchDocuments = (projectId: string) => call(projectDocuments.$get({ param: { projectId }, query: {} }))

/** A document as the server shows it to this person, with what they may do. */
export type DocumentView = Awaited<ReturnType<typeof fetchDocument>>['document']
export type DocumentsView = Awaited<ReturnType<typeof fetchDocuments>>
export type DocumentRow = DocumentsView['documents'][number]
export type DocumentAccess = DocumentRow['access']

export const documentQuery = (documentId: string) =>
  queryOptions({ queryKey: ['document', documentId], queryFn: () => fetchDocument(documentId) })

export const documentsQuery = (projectId: string) =>
  queryOptions({ queryKey: ['documents', projectId], queryFn: () => fetchDocuments(projectId) })

/** What was taken off the shelf and can come back; empty for those who may not bring it back. */
export const removedDocumentsQuery = (projectId: string) =>
  queryOptions({
    queryKey: ['documents', projectId, 'removed'],
    queryFn: () => call(projectDocuments.$get({ param: { projectId }, query: { removed: 'true' } })),
  })
