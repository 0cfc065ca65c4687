import { useState } from 'react'
import { useFieldError } from '#client/locales/error-text.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { Actions, Dialog } from '#client/ui/dialog.tsx'
import { Stack } from '#client/ui/layout.tsx'
import { ErrorState } from '#client/ui/states.tsx'
import { TextField } from '#client/ui/text-field.tsx'

interface NameDialogProps {
  title: string
  label: string
  submitLabel: string
  description?: string
  initial?: string
  maxLength?: number
  error: unknown
  isPending: boolean
  onSubmit: (name: string) => void
  onClose: () => void
}

/** One name, asked for and given again: of a group, of a pupil. */
export function NameDialog({ initial = '', maxLength = 40, ...props }: NameDialogProps) {
  const { t } = useMessages()
  const fieldError = useFieldError()
  const [name, setName] = useState(initial)
  const [hasTried, setHasTried] = useState(false)
  const isEmpty = name.trim() === ''
  return (
    <Dialog title={props.title} isOpen onOpenChange={props.onClose} size="s">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          setHasTried(true)
          if (!isEmpty) props.onSubmit(name.trim())
        }}
      >
        <Stack>
          <TextField
            label={props.label}
            value={name}
            onChange={setName}
            maxLength={maxLength}
            autoFocus
            {...(props.description ? { description: props.description } : {})}
            error={hasTried && isEmpty ? t('people.nameMissing') : fieldError(props.error, 'name')}
          />
          {Boolean(props.error) && <ErrorState error={props.error} />}
          <Actions>
            <OnlineButton type="submit" variant="primary" isPending={props.isPending}>
              {props.submitLabel}
            </OnlineButton>
          </Actions>
        </Stack>
      </form>
    </Dialog>
  )
}
