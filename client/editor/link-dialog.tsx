import type { Editor } from '@tiptap/core'
import { useState } from 'react'
import { readHref } from '#collab/documents/page-nodes.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Button, TextLink } from '#client/ui/button.tsx'
import { Actions, Dialog } from '#client/ui/dialog.tsx'
import { Form } from '#client/ui/form.tsx'
import { Stack } from '#client/ui/layout.tsx'
import { TextField } from '#client/ui/text-field.tsx'

/** "ec.europa.eu" is what people type; anything with a scheme must be one that a page may lead to. */
const completed = (address: string) => {
  const trimmed = address.trim()
  if (/^[^\s@:/]+@(?:[^\s@:/.]+\.)+[^\s@:/.]+$/.test(trimmed)) return `mailto:${trimmed}`
  return /^[a-z][a-z0-9+.-]*:/i.test(trimmed) ? trimmed : `https://${trimmed}`
}

/** Sets, changes or removes the link of the selected words. */
export function LinkDialog({ editor, onClose }: { editor: Editor; onClose: () => void }) {
  const { t } = useMessages()
  const current: unknown = editor.getAttributes('link')['href']
  const before = typeof current === 'string' ? current : ''
  const isNew = before === ''
  const needsText = isNew && editor.state.selection.empty
  const [address, setAddress] = useState(before)
  const [text, setText] = useState('')
  const href = address.trim() === '' ? null : readHref(completed(address))
  const set = () => {
    const chain = editor.chain().focus()
    if (needsText)
      chain.insertContent({ type: 'text', text: text || address, marks: [{ type: 'link', attrs: { href } }] }).run()
    else chain.extendMarkRange('link').setMark('link', { href }).run()
    return onClose()
  }
  return (
    <Dialog title={t('editor.linkTitle')} isOpen onOpenChange={(isOpen) => isOpen || onClose()} size="s">
      <Form problems={{ href: href === null && t('editor.linkWrong') }} onSubmit={set}>
        <Stack>
          <TextField
            path="href"
            label={t('editor.linkAddress')}
            description={t('editor.linkAddressHelp')}
            value={address}
            onChange={setAddress}
            inputMode="url"
            autoFocus
          />
          {needsText && <TextField label={t('editor.linkText')} value={text} onChange={setText} />}
          {!isNew && readHref(before) !== null && (
            <TextLink href={before} target="_blank" rel="noopener noreferrer">
              {t('editor.linkOpen')}
            </TextLink>
          )}
          <Actions>
            <Button type="submit" variant="primary">
              {t('editor.linkSet')}
            </Button>
            {!isNew && (
              <Button
                onPress={() => {
                  editor.chain().focus().extendMarkRange('link').unsetMark('link').run()
                  onClose()
                }}
              >
                {t('editor.linkRemove')}
              </Button>
            )}
          </Actions>
        </Stack>
      </Form>
    </Dialog>
  )
}
