import { afterwards, later } from '#client/ui/later.tsx'

// Most who sign in have one step alone.
export const SecondStep = later(() => import('./second-step.tsx').then((module) => module.SecondStep))

export const PasskeySignIn = afterwards(() => import('./passkey-sign-in.tsx').then((module) => module.PasskeySignIn))
