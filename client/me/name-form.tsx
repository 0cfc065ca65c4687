import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, call } from '#client/api.ts'
import { useErrorText } from '#client/locales/error-text.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { sessionQuery } from '#client/data/session.ts'
import type { SessionView } from '#client/session/session.ts'
import { Button } from '#client/ui/button.tsx'
import { Form } from '#client/ui/form.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { toast } from '#client/ui/toast.tsx'
import styles from './me.module.css'

/** Grown-ups name themselves; pupils are named by their teachers. */
export function NameForm({ user }: { user: SessionView }) {
  const { t } = useMessages()
  const errorText = useErrorText()
  const queryClient = useQueryClient()
  const [name, setName] = useState(user.displayName)
  const rename = useMutation({
    mutationFn: () => call(api.api.me.$patch({ json: { displayName: name.trim() } })),
    onSuccess: ({ user: next }) => {
      queryClient.setQueryData(sessionQuery.queryKey, (before) => before && { ...before, user: next })
      toast(t('me.nameSaved'))
    },
  })
  return (
    <Form className={styles.inline} error={rename.error} onSubmit={() => name.trim() && rename.mutate()}>
      <TextField
        path="displayName"
        label={t('auth.yourName')}
        autoComplete="name"
        value={name}
        onChange={setName}
        error={rename.isError ? errorText(rename.error).text : null}
      />
      <Button type="submit" isPending={rename.isPending} isDisabled={name.trim() === user.displayName}>
        {t('common.save')}
      </Button>
    </Form>
  )
}
