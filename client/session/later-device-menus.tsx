import { Suspense } from 'react'
import { later, Nothing } from '#client/ui/later.tsx'

// Menus weigh as much as the frame around them, and nobody waits for these. Without a line there are none.
const Menus = later(() => import('./device-menus.tsx').then((module) => module.DeviceMenus), Nothing)

/** Language and colours of this device. */
export function DeviceMenus() {
  return (
    <Suspense fallback={null}>
      <Menus />
    </Suspense>
  )
}
