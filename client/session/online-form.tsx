import { Actions } from '#client/ui/dialog.tsx'
import { Form } from '#client/ui/form.tsx'
import type { FormProps } from '#client/ui/form.tsx'
import { Stack } from '#client/ui/layout.tsx'
import { ErrorState } from '#client/ui/states.tsx'
import { afterwards } from '#client/ui/later.tsx'
import { OnlineButton } from './online-button.tsx'

// Most forms have no words to lose, and the question is put only to who leaves.
const UnsavedWords = afterwards(() => import('#client/ui/unsaved-words.tsx').then((module) => module.UnsavedWords))

export interface OnlineFormProps extends Pick<FormProps, 'problems' | 'said' | 'onSubmit' | 'children'> {
  /** The change that it sends. */
  sending: { error: unknown; isPending: boolean }
  submitLabel: string
  isDisabled?: boolean
  /** What it does is hard to take back. */
  isDanger?: boolean
  gap?: 'm' | 'l'
  /** Something was written that would be lost with the form: who leaves it is asked. */
  hasWords?: boolean
}

/** Fields for what only the server can do; at their end why it refused, and the button that sends them. */
export function OnlineForm({
  sending,
  submitLabel,
  isDisabled = false,
  isDanger = false,
  gap = 'm',
  hasWords = false,
  onSubmit,
  children,
  ...form
}: OnlineFormProps) {
  const { error, isPending } = sending
  return (
    // Where one field is alone, Enter sends even while the button that would send is at work.
    <Form {...form} error={error} onSubmit={() => isPending || onSubmit()}>
      {hasWords && <UnsavedWords />}
      <Stack gap={gap}>
        {children}
        {error !== null && <ErrorState error={error} />}
        <Actions>
          <OnlineButton
            type="submit"
            variant={isDanger ? 'danger' : 'primary'}
            isPending={isPending}
            isDisabled={isDisabled}
          >
            {submitLabel}
          </OnlineButton>
        </Actions>
      </Stack>
    </Form>
  )
}
