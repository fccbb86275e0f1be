"""The Python SDK `plugnmeet-sdk`, unmodified, drives the sandbox as it would a plugNmeet server.

It hands out the HTTP status and the reply as they came.
"""

import json
import os
import unittest
import uuid
from urllib.request import urlopen

from plugnmeet_sdk import exceptions
from plugnmeet_sdk.PlugNMeet import PlugNMeet
from plugnmeet_sdk.schemas import requests
from plugnmeet_sdk.schemas.data import _data as data

CREDENTIALS = json.loads(os.environ["SANDBOX_CREDENTIALS"])
BASE_URL = CREDENTIALS["base_url"]


def sdk(base_url: str = BASE_URL, api_key: str = CREDENTIALS["api_key"], secret: str = CREDENTIALS["secret"]) -> PlugNMeet:
    return PlugNMeet(base_url, api_key, secret)


def room(room_id: str) -> requests.CreateRoomRequest:
    features = data.RoomFeatures(
        allow_webcams=True,
        mute_on_start=True,
        allow_screen_share=True,
        allow_rtmp=False,
        admin_only_webcams=False,
        allow_view_other_webcams=True,
        allow_view_other_users_list=True,
        recording_features=data.RecordingFeatures(True, True, True, False),
        chat_features=data.ChatFeatures(True, True),
        shared_note_pad_features=data.SharedNotePadFeatures(True),
        whiteboard_features=data.WhiteboardFeatures(True),
        external_media_player_features=data.ExternalMediaPlayerFeatures(True),
        waiting_room_features=data.WaitingRoomFeatures(False),
        breakout_room_features=data.BreakoutRoomFeatures(True, 6),
        display_external_link_features=data.DisplayExternalLinkFeatures(True),
    )
    locks = data.DefaultLockSettings(lock_microphone=True)
    metadata = data.RoomMetadata("Físika 9b", features, welcome_message="Grüß Gott 👋", default_lock_settings=locks)
    return requests.CreateRoomRequest(room_id, metadata, max_participants=5)


def refusal(msg: str, status_code: str) -> dict:
    return {"status": False, "msg": msg, "status_code": status_code}


class Session(unittest.IsolatedAsyncioTestCase):
    """One room from create to past."""

    async def asyncSetUp(self) -> None:
        self.server = sdk()
        self.room_id = f"py-{uuid.uuid4()}"
        status, reply = await self.server.createRoom(room(self.room_id))
        self.assertEqual((status, reply["status_code"]), (200, "SUCCESS"), reply)
        self.created = reply["room_info"]

    async def asyncTearDown(self) -> None:
        await self.server.endRoom(requests.EndRoomRequest(self.room_id))

    async def test_it_is_as_asked_for(self) -> None:
        metadata = json.loads(self.created["metadata"])
        self.assertEqual(metadata["room_title"], "Físika 9b")
        self.assertEqual(metadata["welcome_message"], "Grüß Gott 👋")
        self.assertIs(metadata["default_lock_settings"]["lock_microphone"], True)
        self.assertEqual(metadata["room_features"]["breakout_room_features"]["allowed_number_rooms"], 6)

    async def test_it_is_found(self) -> None:
        active = {"status": True, "msg": "room is active", "status_code": "SUCCESS", "is_active": True}
        self.assertEqual(await self.server.isRoomActive(requests.RoomStatusRequest(self.room_id)), (200, active))
        status, reply = await self.server.getActiveRoomInfo(requests.GetActiveRoomInfoRequest(self.room_id))
        self.assertEqual((status, reply["room"]["room_info"]), (200, self.created))
        status, reply = await self.server.getActiveRoomsInfo()
        self.assertIn(self.room_id, [found["room_info"]["room_id"] for found in reply["rooms"]])

    async def test_a_join_link_opens_the_rehearsal_room(self) -> None:
        metadata = data.UserMetadata(lock_settings=data.DefaultLockSettings(lock_microphone=False))
        user = data.UserInfo(name="José Ångström", user_id="jose-1", is_admin=False, is_hidden=False, user_metadata=metadata)
        status, reply = await self.server.getJoinToken(requests.JoinRoomRequest(self.room_id, user))
        self.assertEqual((status, reply["status_code"]), (200, "SUCCESS"), reply)
        with urlopen(f"{BASE_URL}/?access_token={reply['token']}") as page:
            self.assertEqual(page.status, 200)
            self.assertIn("José Ångström", page.read().decode())

    async def test_it_ends(self) -> None:
        ended = {"status": True, "msg": "success", "status_code": "SUCCESS"}
        self.assertEqual(await self.server.endRoom(requests.EndRoomRequest(self.room_id)), (200, ended))
        _, reply = await self.server.isRoomActive(requests.RoomStatusRequest(self.room_id))
        self.assertIs(reply["is_active"], False)

    async def test_it_is_past(self) -> None:
        await self.server.endRoom(requests.EndRoomRequest(self.room_id))
        asked = requests.FetchPastRoomsInfoRequest([self.room_id], order_by=data.OrderBy.ASC)
        status, reply = await self.server.fetchPastRoomsInfo(asked)
        self.assertEqual((status, reply["status_code"]), (200, "SUCCESS"), reply)
        result = reply["result"]
        self.assertEqual((result["total_rooms"], result["limit"], result["order_by"]), ("1", 20, "ASC"))
        self.assertEqual(result["rooms_list"][0]["room_sid"], self.created["sid"])
        reply = await self.server.fetchPastRoomsInfo(requests.FetchPastRoomsInfoRequest(["never"]))
        self.assertEqual(reply, (200, refusal("no room found", "NOT_FOUND")))


class Elsewhere(unittest.IsolatedAsyncioTestCase):
    """What is not there, and who may not ask."""

    async def test_what_is_not_there_is_said_not_to_be(self) -> None:
        server = sdk()
        for reply, msg in [
            (server.fetchRecordings(requests.FetchRecordingsRequest(["never"], limit=5)), "no recording found"),
            (server.recordingInfo(requests.RecordingInfoRequest("x")), "recording not found"),
            (server.deleteRecordings(requests.DeleteRecordingsRequest("x")), "recording not found"),
            (server.getRecordingDownloadToken(requests.GetRecordingDownloadTokenRequest("x")), "recording not found"),
            (server.fetchAnalytics(requests.FetchAnalyticsRequest(["never"])), "no artifact found"),
            (server.deleteAnalytics(requests.DeleteAnalyticsRequest("x")), "artifact not found"),
            (server.getAnalyticsDownloadToken(requests.GetAnalyticsDownloadTokenRequest("x")), "artifact not found"),
        ]:
            self.assertEqual(await reply, (200, refusal(msg, "NOT_FOUND")))
        reply = await server.endRoom(requests.EndRoomRequest("never"))
        self.assertEqual(reply, (200, refusal("room not found or not active", "ROOM_NOT_FOUND")))
        _, reply = await server.getActiveRoomInfo(requests.GetActiveRoomInfoRequest("never"))
        self.assertEqual(reply, refusal("room not found in active state", "ROOM_NOT_FOUND") | {"room": None})

    async def test_the_clients_files_can_be_fetched(self) -> None:
        status, reply = await sdk().getClientFiles(requests.GetClientFilesRequest())
        self.assertEqual((status, reply["status"], reply["status_code"]), (200, True, "UNKNOWN_STATUS"))
        for kind in ["css", "js"]:
            for name in reply[f"{kind}_files"]:
                with urlopen(f"{BASE_URL}/assets/{kind}/{name}") as file:
                    self.assertEqual(file.status, 200)

    async def test_a_wrong_request_is_explained(self) -> None:
        _, reply = await sdk().deleteRecordings(requests.DeleteRecordingsRequest(""))
        self.assertEqual(reply, refusal("validation error: record_id: value is required", "INVALID_PARAMETERS"))
        # The SDK types this map as a text.
        wrong = room("py-extra")
        wrong.metadata.extra_data = "text"
        _, reply = await sdk().createRoom(wrong)
        self.assertEqual((reply["status"], reply["status_code"]), (False, "INVALID_PARAMETERS"))
        self.assertTrue(reply["msg"].startswith("proto:"), reply)

    async def test_a_wrong_key_secret_or_address_is_told_apart(self) -> None:
        signature = refusal("Failed to verify provided authentication details.", "INVALID_TOKEN_OR_SIGNATURE")
        self.assertEqual(await sdk(secret="x" * 32).getActiveRoomsInfo(), (401, signature))
        key = refusal("Invalid API key provided.", "INVALID_API_KEY")
        self.assertEqual(await sdk(api_key="nobody").getActiveRoomsInfo(), (401, key))
        with self.assertRaises(exceptions.RequestErrorException):
            await sdk(base_url=f"{BASE_URL}/nowhere").getActiveRoomsInfo()


if __name__ == "__main__":
    unittest.main()
