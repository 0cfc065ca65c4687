import { type ReactNode, useState } from 'react'
import { ApiError } from '#client/api.ts'
import type { Proof } from '#client/data/authenticators.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { Actions } from '#client/ui/dialog.tsx'
import { Form } from '#client/ui/form.tsx'
import { Stack } from '#client/ui/layout.tsx'
import { ErrorState } from '#client/ui/states.tsx'
import { TextField } from '#client/ui/text-field.tsx'

interface ProofFormProps {
  action: string
  isDanger?: boolean
  isPending: boolean
  error: unknown
  onProof: (proof: Proof) => void
  /** What will happen, and other fields. */
  children?: ReactNode
}

/** The password once more, before the way in is changed. */
export function ProofForm({ action, isDanger = false, isPending, error, onProof, children }: ProofFormProps) {
  const { t } = useMessages()
  const [password, setPassword] = useState('')
  const isWrong = error instanceof ApiError && error.reason === 'wrong_password'
  return (
    <Form
      problems={{ password: password === '' && t('auth.fillIn') }}
      error={error}
      onSubmit={() => isPending || onProof({ password })}
    >
      <Stack>
        {children}
        {error !== null && !isWrong && <ErrorState error={error} />}
        <TextField
          path="password"
          label={t('me.currentPassword')}
          description={t('authenticators.proofHelp')}
          type="password"
          autoComplete="current-password"
          value={password}
          onChange={setPassword}
          error={isWrong ? t('me.currentWrong') : null}
          autoFocus
        />
        <Actions>
          <OnlineButton type="submit" variant={isDanger ? 'danger' : 'primary'} isPending={isPending}>
            {action}
          </OnlineButton>
        </Actions>
      </Stack>
    </Form>
  )
}
