// The official JavaScript SDK, unmodified, drives the sandbox as it would a plugNmeet server. Each reply is compared as the SDK
// hands it out: known keys only, without `status_code`.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";
import sdk from "plugnmeet-sdk-js";

const { base_url, api_key, secret } = JSON.parse(process.env.SANDBOX_CREDENTIALS);
const server = new sdk.PlugNmeet(base_url, api_key, secret);
const roomId = `js-${randomUUID()}`;
const room = {
  room_id: roomId,
  max_participants: 5,
  metadata: {
    room_title: "Physik 9b",
    welcome_message: "Grüß Gott 👋",
    room_features: {
      allow_webcams: true,
      mute_on_start: true,
      allow_screen_share: true,
      allow_rtmp: false,
      allow_view_other_webcams: true,
      allow_view_other_users_list: true,
      admin_only_webcams: false,
      recording_features: { is_allow: true, is_allow_cloud: true, is_allow_local: true, enable_auto_cloud_recording: false },
      chat_features: { allow_chat: true, allow_file_upload: true },
      waiting_room_features: { is_active: false },
    },
    default_lock_settings: { lock_microphone: true, lock_chat: false },
  },
};

test("a session from create to end", async (t) => {
  assert.deepEqual(await server.isRoomActive({ room_id: roomId }), { status: true, msg: "room not found", is_active: false });
  const created = await server.createRoom(room);
  assert.equal(created.status, true);
  assert.equal(created.msg, "success");
  assert.equal(created.room_info.room_id, roomId);
  assert.match(created.room_info.creation_time, /^\d{10}$/);
  const metadata = JSON.parse(created.room_info.metadata);
  assert.equal(metadata.welcome_message, "Grüß Gott 👋");
  assert.equal(metadata.room_features.mute_on_start, true);
  assert.equal(metadata.default_lock_settings.lock_microphone, true);
  assert.equal(metadata.default_lock_settings.lock_screen_sharing, true, "the server's own default");

  await t.test("it is found", async () => {
    assert.deepEqual(await server.isRoomActive({ room_id: roomId }), { status: true, msg: "room is active", is_active: true });
    const info = await server.getActiveRoomInfo({ room_id: roomId });
    assert.equal(info.status, true);
    assert.equal(info.room.room_info.sid, created.room_info.sid);
    assert.deepEqual(info.room.participants_info, []);
    const rooms = await server.getActiveRoomsInfo();
    assert.equal(rooms.status, true);
    assert.ok(rooms.rooms.some((found) => found.room_info.room_id === roomId));
  });

  await t.test("a join link opens the rehearsal room", async () => {
    const user_info = { name: "Ann Müller", user_id: "ann-1", is_admin: false, is_hidden: false, user_metadata: { lock_settings: { lock_microphone: false } } };
    const joined = await server.getJoinToken({ room_id: roomId, user_info });
    assert.deepEqual([joined.status, joined.msg], [true, "success"]);
    const page = await fetch(`${base_url}/?access_token=${joined.token}`);
    assert.equal(page.status, 200);
    const text = await page.text();
    assert.ok(text.includes("Ann Müller") && text.includes("Physik 9b"), "the page says who and where");
  });

  await t.test("it ends", async () => {
    assert.deepEqual(await server.endRoom({ room_id: roomId }), { status: true, msg: "success" });
    assert.equal((await server.isRoomActive({ room_id: roomId })).is_active, false);
    const user_info = { name: "Ann", user_id: "ann-1", is_admin: false, is_hidden: false };
    const refused = await server.getJoinToken({ room_id: roomId, user_info });
    assert.deepEqual(refused, { status: false, msg: "room is not active", token: undefined });
  });

  await t.test("it is past", async () => {
    const past = await server.fetchPastRoomsInfo({ room_ids: [roomId], from: 0, limit: 10, order_by: "DESC" });
    assert.deepEqual([past.status, past.msg], [true, "success"]);
    assert.equal(past.result.total_rooms, "1");
    assert.deepEqual([past.result.from, past.result.limit, past.result.order_by], [0, 10, "DESC"]);
    const [found] = past.result.rooms_list;
    assert.deepEqual([found.room_id, found.room_title, found.room_sid], [roomId, "Physik 9b", created.room_info.sid]);
    const none = await server.fetchPastRoomsInfo({ room_ids: ["never"] });
    assert.deepEqual(none, { status: false, msg: "no room found", result: undefined });
  });
});

test("what is not there is said not to be", async () => {
  const none = { room_id: "never" };
  assert.deepEqual(await server.getActiveRoomInfo(none), { status: false, msg: "room not found in active state", room: null });
  assert.deepEqual(await server.endRoom(none), { status: false, msg: "room not found or not active" });
  const list = { room_ids: ["never"], from: 0, limit: 20, order_by: "ASC" };
  assert.deepEqual(await server.fetchRecordings(list), { status: false, msg: "no recording found", result: undefined });
  assert.deepEqual(await server.deleteRecordings({ record_id: "x" }), { status: false, msg: "recording not found" });
  const recording = await server.getRecordingDownloadToken({ record_id: "x" });
  assert.deepEqual(recording, { status: false, msg: "recording not found", token: undefined });
  assert.deepEqual(await server.fetchAnalytics(list), { status: false, msg: "no artifact found", result: undefined });
  assert.deepEqual(await server.deleteAnalytics({ file_id: "x" }), { status: false, msg: "artifact not found" });
  const analytics = await server.getAnalyticsDownloadToken({ file_id: "x" });
  assert.deepEqual(analytics, { status: false, msg: "artifact not found", token: undefined });
});

test("the client's files can be fetched", async () => {
  const files = await server.getClientFiles();
  assert.deepEqual([files.status, files.msg], [true, "success"]);
  assert.equal(files.css.length, 1);
  assert.equal(files.js.length, 1);
  for (const path of [`css/${files.css[0]}`, `js/${files.js[0]}`]) {
    assert.equal((await fetch(`${base_url}/assets/${path}`)).status, 200, path);
  }
});

test("a wrong request is explained", async () => {
  const wrong = await server.createRoom({ room_id: "a b", max_participants: 0, metadata: { room_title: "", room_features: {} } });
  assert.equal(wrong.status, false);
  assert.equal(
    wrong.msg,
    "validation errors:\n" +
      " - room_id: room_id should only contain ASCII letters (a-z A-Z), digits (0-9) or -_\n" +
      " - max_participants: must be greater than 0\n" +
      " - metadata.room_title: value is required",
  );
  assert.deepEqual(await server.deleteRecordings({}), { status: false, msg: "validation error: record_id: value is required" });
});

test("a wrong key, secret or address is told apart", async () => {
  const wrongSecret = new sdk.PlugNmeet(base_url, api_key, `${secret}x`);
  const { status, msg } = await wrongSecret.getActiveRoomsInfo();
  assert.deepEqual([status, msg], [false, "Failed to verify provided authentication details."]);
  const wrongKey = new sdk.PlugNmeet(base_url, "nobody", secret);
  assert.equal((await wrongKey.isRoomActive({ room_id: "x" })).msg, "Invalid API key provided.");
  // 404 in plain text, which the SDK cannot read.
  const wrongAddress = new sdk.PlugNmeet(`${base_url}/nowhere`, api_key, secret);
  const lost = await wrongAddress.isRoomActive({ room_id: "x" });
  assert.ok(lost.status === false && lost.msg instanceof SyntaxError, String(lost.msg));
});
