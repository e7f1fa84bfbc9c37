// Starts Seam's fake, seeded, on a free port, and prints its address. Argument: its module.
import { createServer } from "node:net"
import { pathToFileURL } from "node:url"

const { createFake } = await import(pathToFileURL(process.argv[2]))

// It cannot tell which port it got, so one is chosen for it.
const port = await new Promise((resolve) => {
  const server = createServer().listen(0, () => {
    const { port } = server.address()
    server.close(() => resolve(port))
  })
})

const fake = await createFake()
await fake.seed()
// A session whose time is up, which no endpoint of the fake can make.
fake.database.addClientSession({
  workspace_id: "seed_workspace_1",
  token: "seam_cst1_expired",
  user_identifier_key: "user_of_the_expired_session",
  expires_at: new Date(0).toISOString(),
})
// What no endpoint of the fake can make, either: an entrance, a group for users of an access control system, and a
// workspace with a key that may be reset.
fake.database.addAcsEntrance({
  acs_system_id: "visionline_acs_system_1",
  visionline_metadata: { door_name: "Lobby", door_category: "guest", profiles: [] },
})
fake.database.addAcsAccessGroup({
  acs_system_id: "visionline_acs_system_1",
  workspace_id: "seed_workspace_1",
  external_type: "brivo_group",
  name: "Staff",
})
fake.database.addWorkspace({ workspace_id: "another_workspace", name: "Another", is_sandbox: true })
fake.database.addApiKey({ workspace_id: "another_workspace", token: "seam_apikeyother_token" })
await fake.startServer({ port })
console.log(`http://localhost:${port}`)
