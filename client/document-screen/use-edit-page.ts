import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, call } from '#client/api.ts'
import { useErrorText } from '#client/locales/error-text.ts'
import { toast } from '#client/ui/toast.tsx'

interface PageChanges {
  title?: string
  language?: string | null
  state?: 'open' | 'frozen'
  frozenForSeconds?: number | null
}

export function useEditPage(documentId: string) {
  const queryClient = useQueryClient()
  const errorText = useErrorText()
  return useMutation({
    mutationFn: (json: PageChanges) => call(api.api.documents[':documentId'].$patch({ param: { documentId }, json })),
    onSuccess: (answer) => {
      queryClient.setQueryData(['document', documentId], answer)
      void queryClient.invalidateQueries({ queryKey: ['documents'] })
    },
    onError: (error) => toast(errorText(error).text, { tone: 'problem' }),
  })
}
