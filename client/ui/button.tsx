import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button as AriaButton, Link as AriaLink } from 'react-aria-components'
import type { ButtonProps as AriaButtonProps, LinkProps as AriaLinkProps } from 'react-aria-components'
import { useMessages } from '#client/locales/messages.tsx'
import { Tooltip } from './tooltip.tsx'
import { cx } from './cx.ts'
import { Icon } from './icon.tsx'
import styles from './button.module.css'

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger'

interface Look {
  variant?: ButtonVariant
  size?: 'm' | 'l'
  icon?: LucideIcon
  isWide?: boolean
}

export interface ButtonProps extends Omit<AriaButtonProps, 'children' | 'className' | 'style'>, Look {
  children: ReactNode
}

/** Of a button that waits for an answer: it keeps the focus, which one that is off would lose, and with it Escape. */
const swallowed = { type: 'button', onPress: () => {}, 'aria-disabled': true } as const

/**
 * A button with a word. `isPending` keeps its size and its focus while the server answers, and swallows presses; React
 * Aria's own pending state leaves a nameless picture behind when the button goes away.
 */
export function Button(props: ButtonProps) {
  const { variant = 'secondary', size = 'm', icon, isWide = false, isPending = false, children, ...rest } = props
  const { t } = useMessages()
  return (
    <AriaButton
      {...rest}
      {...(isPending ? swallowed : {})}
      className={cx(styles.button)}
      data-variant={variant}
      data-size={size}
      data-wide={isWide}
      data-pending={isPending || undefined}
    >
      {icon && <Icon of={icon} />}
      <span className={styles.label}>{children}</span>
      <span className="visually-hidden" role="status">
        {isPending ? t('ui.working') : ''}
      </span>
    </AriaButton>
  )
}

interface LinkButtonProps extends Omit<AriaLinkProps, 'children' | 'className' | 'style'>, Look {
  href: string
  children: ReactNode
}

/** A link that looks like a button: it goes somewhere, a Button does something. */
export function LinkButton(props: LinkButtonProps) {
  const { variant = 'secondary', size = 'm', icon, isWide = false, children, ...rest } = props
  return (
    <AriaLink {...rest} className={cx(styles.button)} data-variant={variant} data-size={size} data-wide={isWide}>
      {icon && <Icon of={icon} />}
      <span className={styles.label}>{children}</span>
    </AriaLink>
  )
}

interface TextLinkProps extends Omit<AriaLinkProps, 'children' | 'className' | 'style'> {
  href: string
  children: ReactNode
}

export function TextLink(props: TextLinkProps) {
  return <AriaLink {...props} className={cx(styles.textLink)} />
}

interface IconButtonProps extends Omit<AriaButtonProps, 'children' | 'className' | 'style'> {
  label: string
  icon: LucideIcon
  variant?: ButtonVariant
  /** Stands beside the icon where there is room; the label begins with it. */
  word?: string
}

/** An icon alone: its label is read aloud and shown as a tooltip. Not for the pupil shell, which shows words. */
export function IconButton(props: IconButtonProps) {
  const { label, icon, variant = 'quiet', word, isPending = false, ...rest } = props
  return (
    <Tooltip label={label}>
      <AriaButton
        {...rest}
        {...(isPending ? swallowed : {})}
        aria-label={label}
        className={cx(styles.button, styles.icon, word !== undefined && styles.worded)}
        data-variant={variant}
        data-pending={isPending || undefined}
      >
        <Icon of={icon} />
        {word !== undefined && <span className={styles.word}>{word}</span>}
      </AriaButton>
    </Tooltip>
  )
}
