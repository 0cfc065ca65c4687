import { Check, ChevronRight } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import type { ReactElement, ReactNode, RefObject } from 'react'
import {
  Header,
  Menu as AriaMenu,
  MenuItem as AriaMenuItem,
  MenuSection as AriaMenuSection,
  MenuTrigger,
  Popover as AriaPopover,
  Separator,
  Text,
} from 'react-aria-components'
import type {
  MenuItemProps as AriaMenuItemProps,
  MenuProps as AriaMenuProps,
  MenuSectionProps as AriaMenuSectionProps,
  PopoverProps,
} from 'react-aria-components'
import { cx } from './cx.ts'
import { Icon } from './icon.tsx'
import styles from './overlay.module.css'

interface MenuProps extends Omit<AriaMenuProps<object>, 'className' | 'style' | 'children'> {
  /** The button that opens it. */
  trigger: ReactElement
  label: string
  placement?: NonNullable<PopoverProps['placement']>
  children: ReactNode
}

export function Menu({ trigger, label, placement = 'bottom end', children, ...props }: MenuProps) {
  return (
    <MenuTrigger>
      {trigger}
      <AriaPopover className={cx(styles.popover)} placement={placement} offset={6}>
        <AriaMenu {...props} aria-label={label} className={cx(styles.list)}>
          {children}
        </AriaMenu>
      </AriaPopover>
    </MenuTrigger>
  )
}

interface MenuPopoverProps extends Omit<AriaMenuProps<object>, 'className' | 'style' | 'children'> {
  /** Any button; the menu is drawn only while it is open. */
  triggerRef: RefObject<Element | null>
  label: string
  placement?: NonNullable<PopoverProps['placement']>
  onClose: () => void
  children: ReactNode
}

/** An open menu beside a button that is not React Aria's: for screens with a thousand of them. */
export function MenuPopover({ triggerRef, label, placement = 'bottom end', onClose, ...props }: MenuPopoverProps) {
  return (
    <AriaPopover
      className={cx(styles.popover)}
      triggerRef={triggerRef}
      aria-label={label}
      placement={placement}
      offset={6}
      isOpen
      onOpenChange={(isOpen) => isOpen || onClose()}
    >
      <AriaMenu {...props} aria-label={label} autoFocus="first" onClose={onClose} className={cx(styles.list)} />
    </AriaPopover>
  )
}

interface MenuItemProps extends Omit<AriaMenuItemProps, 'className' | 'style' | 'children'> {
  icon?: LucideIcon
  description?: string
  isDanger?: boolean
  children: string
}

export function MenuItem({ icon, description, isDanger = false, children, ...props }: MenuItemProps) {
  return (
    <AriaMenuItem textValue={children} {...props} className={cx(styles.item)} data-danger={isDanger}>
      {({ isSelected, hasSubmenu, selectionMode }) => (
        <>
          {selectionMode !== 'none' && <span className={styles.check}>{isSelected && <Icon of={Check} />}</span>}
          {icon && <Icon of={icon} />}
          <span className={styles.itemText}>
            <Text slot="label">{children}</Text>
            {description && (
              <Text slot="description" className={cx(styles.description)}>
                {description}
              </Text>
            )}
          </span>
          {hasSubmenu && <Icon of={ChevronRight} />}
        </>
      )}
    </AriaMenuItem>
  )
}

interface MenuSectionProps extends Omit<AriaMenuSectionProps<object>, 'className' | 'children'> {
  title: string
  children: ReactNode
}

export function MenuSection({ title, children, ...props }: MenuSectionProps) {
  return (
    <AriaMenuSection {...props}>
      <Header className={cx(styles.sectionTitle)}>{title}</Header>
      {children}
    </AriaMenuSection>
  )
}

export function MenuSeparator() {
  return <Separator className={cx(styles.separator)} />
}
