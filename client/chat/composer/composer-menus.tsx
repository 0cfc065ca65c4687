import { AtSign, ImagePlus, Languages, Mic, Paperclip, Plus, SendHorizontal } from 'lucide-react'
import type { AttachmentKind } from '#client/files/attachment-picker.tsx'
import { useMessages } from '#client/locales/messages.tsx'
import { languageName } from '#client/locales/languages.ts'
import { Button } from '#client/ui/button.tsx'
import { Menu, MenuItem } from '#client/ui/menu.tsx'
import { useChatSpace } from '../space/chat-space.ts'
import { useChatLanguage } from './use-chat-language.ts'
import { useEnterSends } from './use-enter-sends.ts'

interface AddMenuProps {
  onMention: () => void
  onAttach: (kind: AttachmentKind) => void
}

export function AddMenu({ onMention, onAttach }: AddMenuProps) {
  const { t } = useMessages()
  const { enterSends, setEnterSends } = useEnterSends()
  return (
    <Menu
      label={t('chat.add')}
      placement="top start"
      trigger={
        <Button variant="quiet" icon={Plus}>
          {t('chat.add')}
        </Button>
      }
      onAction={(key) => {
        if (key === 'mention') onMention()
        if (key === 'enter') setEnterSends(!enterSends)
        if (key === 'picture' || key === 'voice' || key === 'file') onAttach(key)
      }}
    >
      <MenuItem id="picture" icon={ImagePlus}>
        {t('files.picture_add')}
      </MenuItem>
      <MenuItem id="voice" icon={Mic}>
        {t('files.voice_add')}
      </MenuItem>
      <MenuItem id="file" icon={Paperclip}>
        {t('files.file_add')}
      </MenuItem>
      <MenuItem id="mention" icon={AtSign}>
        {t('chat.mention')}
      </MenuItem>
      <MenuItem id="enter" icon={SendHorizontal}>
        {t(enterSends ? 'chat.enterBreaks' : 'chat.enterSends')}
      </MenuItem>
    </Menu>
  )
}

export function LanguageMenu() {
  const { t, locale } = useMessages()
  const { project } = useChatSpace()
  const { language, setLanguage } = useChatLanguage()
  const offered = [...new Set([language, locale, ...(project?.languages ?? [])])]
  return (
    <Menu
      label={t('chat.language')}
      placement="top end"
      selectionMode="single"
      selectedKeys={[language]}
      trigger={
        <Button
          variant="quiet"
          icon={Languages}
          aria-label={`${language.toUpperCase()}: ${t('chat.languageIs', { language: languageName(language, locale) })}`}
        >
          {language.toUpperCase()}
        </Button>
      }
      onAction={(key) => setLanguage(String(key))}
    >
      {offered.map((code) => (
        <MenuItem key={code} id={code}>
          {languageName(code, locale)}
        </MenuItem>
      ))}
    </Menu>
  )
}
