import { Award } from 'lucide-react'
import type { ReactNode } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import type { ButtonProps } from '#client/ui/button.tsx'
import { Menu, MenuItem, MenuSection, SubMenu } from '#client/ui/menu.tsx'
import { OnlineButton } from './online-button.tsx'
import { type Pinnable, usePin, usePinPlaces } from './use-pins.ts'

interface PinProps {
  /** Asked when a criterion is chosen; null: nothing is there, and that was said. */
  of: () => Pinnable | null
}

/** Every criterion to which something can be pinned here; null where one writes no application of this project. */
export function usePinItems(of: PinProps['of'], onClose?: () => void): ReactNode {
  const places = usePinPlaces()
  const pin = usePin()
  if (places.length === 0) return null
  return places.map(({ applicationId, title, criteria }) => (
    <MenuSection key={applicationId} title={title}>
      {criteria.map((criterion) => (
        <MenuItem
          key={criterion.id}
          id={`${applicationId} ${criterion.id}`}
          onAction={() => {
            const what = of()
            if (what !== null) void pin(what, { applicationId, criterion })
            onClose?.()
          }}
        >
          {criterion.name}
        </MenuItem>
      ))}
    </MenuSection>
  ))
}

/** In a menu: opens the criteria beside it. */
export function PinItem({ of, onClose }: PinProps & { onClose?: () => void }) {
  const { t } = useMessages()
  const items = usePinItems(of, onClose)
  if (items === null) return null
  return (
    <SubMenu label={t('applications.pin')} icon={Award}>
      {items}
    </SubMenu>
  )
}

/** A button that opens them. */
export function PinMenu({ of, ...props }: PinProps & Pick<ButtonProps, 'variant'>) {
  const { t } = useMessages()
  const items = usePinItems(of)
  if (items === null) return null
  const button = (
    <OnlineButton {...props} icon={Award}>
      {t('applications.pin')}
    </OnlineButton>
  )
  return (
    <Menu label={t('applications.pin')} trigger={button}>
      {items}
    </Menu>
  )
}
