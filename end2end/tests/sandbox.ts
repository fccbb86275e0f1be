// Calls the sandbox as another program would, for sessions that no page makes.
import { execFileSync } from "node:child_process";
import { createHmac } from "node:crypto";
import { resolve } from "node:path";
import type { Portal } from "./portal";

export interface Person {
  user_id: string;
  name: string;
  is_admin?: boolean;
}

/** The room API of a portal's sandbox, for one room of our own. */
export class Sandbox {
  private constructor(private readonly credentials: { base_url: string; api_key: string; secret: string }, readonly roomId: string) {}

  /** With a session running; `metadata` and `more` are laid over the request. */
  static async room(portal: Portal, roomId: string, metadata: object = {}, more: object = {}): Promise<Sandbox> {
    const binary = process.env.ROOMKEY_BINARY ?? resolve(__dirname, "../../target/debug/roomkey");
    const credentials = JSON.parse(execFileSync(binary, ["sandbox", "credentials", "--data-dir", portal.dataDir], { encoding: "utf8" }));
    const sandbox = new Sandbox({ ...credentials, base_url: `${portal.url}/sandbox` }, roomId);
    await sandbox.call("room/create", { metadata: { room_title: "Physics 8a", room_features: {}, ...metadata }, ...more });
    return sandbox;
  }

  /** A call that has to succeed. */
  async call(path: string, request: object = {}): Promise<any> {
    const body = JSON.stringify({ room_id: this.roomId, ...request });
    const { base_url, api_key, secret } = this.credentials;
    const signature = createHmac("sha256", secret).update(body).digest("hex");
    const reply = await fetch(`${base_url}/auth/${path}`, { method: "POST", body, headers: { "API-KEY": api_key, "HASH-SIGNATURE": signature } });
    const answer = await reply.json();
    if (!answer.status) throw new Error(`${path}: ${JSON.stringify(answer)}`);
    return answer;
  }

  /** A join link, below the portal's own address. */
  async link(person: Person): Promise<string> {
    const { token } = await this.call("room/getJoinToken", { user_info: person });
    return `/sandbox/?access_token=${token}`;
  }
}
