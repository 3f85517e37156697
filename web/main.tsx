import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { RequestFailure } from './api/client.ts'
import { Shell } from './app/shell.tsx'
import './styles/tokens.css'
import './styles/base.css'
import './styles/shell.css'
import './styles/parts.css'
import './styles/board.css'
import './styles/events.css'
import './styles/dispatch.css'
import './styles/happenings.css'
import './styles/changes.css'
import './styles/print.css'

const queries = new QueryClient({
  defaultOptions: {
    queries: { retry: (failures, error) => !(error instanceof RequestFailure) && failures < 2, staleTime: 5000 },
  },
})

const root = document.getElementById('root')
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <Shell />
      </QueryClientProvider>
    </StrictMode>,
  )
}
