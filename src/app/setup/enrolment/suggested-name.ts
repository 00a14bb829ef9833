/** What a device probably is, by its screen, as a first guess at its name. */
export function suggestedName(): 'kiosk' | 'phone' | 'computer' {
  const { width, height } = window.screen
  if (Math.min(width, height) < 600) return 'phone'
  return height > width && height >= 1200 ? 'kiosk' : 'computer'
}
