import { useState } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineForm } from '#client/session/online-form.tsx'
import type { OnlineFormProps } from '#client/session/online-form.tsx'
import { Dialog } from '#client/ui/dialog.tsx'
import { TextField } from '#client/ui/text-field.tsx'

interface NameDialogProps extends Pick<OnlineFormProps, 'sending' | 'submitLabel'> {
  title: string
  label: string
  description?: string
  initial?: string
  /** Under which the server speaks of it. */
  path?: string
  maxLength?: number
  onSubmit: (name: string) => void
  onClose: () => void
}

/** One name, asked for and given again: of a group, of a pupil. */
export function NameDialog({ initial = '', path = 'name', maxLength = 40, ...props }: NameDialogProps) {
  const { t } = useMessages()
  const [name, setName] = useState(initial)
  return (
    <Dialog title={props.title} isOpen onOpenChange={props.onClose} size="s">
      <OnlineForm
        problems={{ [path]: name.trim() === '' && t('people.nameMissing') }}
        sending={props.sending}
        submitLabel={props.submitLabel}
        onSubmit={() => props.onSubmit(name.trim())}
      >
        <TextField
          path={path}
          label={props.label}
          value={name}
          onChange={setName}
          maxLength={maxLength}
          autoFocus
          {...(props.description ? { description: props.description } : {})}
        />
      </OnlineForm>
    </Dialog>
  )
}
