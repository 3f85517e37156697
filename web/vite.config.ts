import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig({
  plugins: [react()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    assetsInlineLimit: 0, // the server's content security policy allows no data: addresses but for images
    chunkSizeWarningLimit: 1200, // MapLibre alone is larger than the default; it is loaded with the events page only
  },
  worker: { format: 'es' },
})
