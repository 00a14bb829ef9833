declare module '*.sounds?url' {
  const address: string
  export default address
}
