import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, call } from '#client/api.ts'
import type { DocumentAccess } from '#client/data/documents.ts'

interface PageFromText {
  title: string
  language: string
  text: string
  groupId: string | null
  access: DocumentAccess
}

/** A page whose paragraphs are the lines of a text, for those who read the channel. */
export function usePageFromText(projectId: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: ({ title, language, text, groupId, access }: PageFromText) => {
      const paragraphs = text
        .split(/\n+/)
        .filter((line) => line.trim() !== '')
        .map((line) => ({ type: 'paragraph', content: [{ type: 'text', text: line }] }))
      const json = {
        kind: 'page' as const,
        title,
        language,
        groupId,
        access,
        content: { type: 'doc' as const, content: paragraphs },
      }
      return call(api.api.projects[':projectId'].documents.$post({ param: { projectId }, json }))
    },
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['documents', projectId] }),
  })
}
