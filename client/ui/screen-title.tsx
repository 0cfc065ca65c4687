import type { ReactNode } from 'react'
import { useEffect } from 'react'
import { useMessages } from '#client/locales/messages.tsx'

/** What the tab is named after: the screen, and around it the project. */
const named: Record<'screen' | 'project', string | null> = { screen: null, project: null }

function nameTab(app: string) {
  const parts = [named.screen, named.project, app].filter((part) => part !== null && part !== '')
  document.title = [...new Set(parts)].join(' · ')
}

/** "River notes · Two rivers · Préau", for as long as this is on the screen. */
export function useTabName(part: keyof typeof named, name: string | null) {
  const { t } = useMessages()
  const app = t('common.appName')
  useEffect(() => {
    named[part] = name
    nameTab(app)
    return () => {
      named[part] = null
      nameTab(app)
    }
  }, [part, name, app])
}

interface ScreenTitleProps {
  title: string
  /** What is shown, where it is more than the words. */
  children?: ReactNode
  className?: string
  lang?: string | undefined
}

/** The one h1 of a screen, and the name of its tab. */
export function ScreenTitle({ title, children, className, lang }: ScreenTitleProps) {
  useTabName('screen', title)
  return (
    <h1 tabIndex={-1} className={className} lang={lang} dir="auto">
      {children ?? title}
    </h1>
  )
}
