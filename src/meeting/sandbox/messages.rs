//! The messages of the room API, field by field (plugnmeet-api.md §2.1, §2.2, §4, §5, §6).
pub mod archive;

use super::schema::Kind::{Enum, Int32, Int64, TextMap, Uint32, Uint64};
use super::schema::Rule::{Identifier, Positive, Required, Uri};
use super::schema::{Field, Message, flag, nested, text, texts};

/// The request of the calls that name a room and nothing else (§2.3, §2.4).
pub static ROOM_ID: Message = Message(&[text("room_id").must_be(Required)]);

/// The request of `room/create` (§2.1).
pub static CREATE_ROOM: Message = Message(&[
    text("room_id").must_be(Identifier("room_id should only contain ASCII letters (a-z A-Z), digits (0-9) or -_")),
    Field::new("empty_timeout", Uint32).optional().must_be(Positive),
    Field::new("max_participants", Uint32).optional().must_be(Positive),
    nested("metadata", &ROOM_METADATA).must_be(Required),
]);

/// The request of `room/getJoinToken` (§2.2).
pub static GET_JOIN_TOKEN: Message = Message(&[
    text("room_id").must_be(Identifier("room_id should only contain letters (a-z A-Z), digits (0-9) or -_")),
    nested("user_info", &USER_INFO).must_be(Required),
]);

/// The request of `room/fetchPastRooms` (§2.5).
pub static FETCH_PAST_ROOMS: Message =
    Message(&[texts("room_ids"), Field::new("from", Uint32), Field::new("limit", Uint32), text("order_by")]);

/// The request of `room/broadcastToRoom` (§2.7).
pub static BROADCAST_TO_ROOM: Message = Message(&[
    text("room_id").must_be(Required),
    flag("only_to_admins"),
    text("to_user_id").optional(),
    nested("chat_msg", &CHAT_MESSAGE).one_of("plugnmeet.BroadcastToRoomReq.payload"),
    nested("notification_msg", &NOTIFICATION).one_of("plugnmeet.BroadcastToRoomReq.payload"),
]);

static CHAT_MESSAGE: Message = Message(&[text("message").must_be(Required)]);

static NOTIFICATION: Message = Message(&[
    text("text").must_be(Required),
    Field::new(
        "type",
        Enum(&["NATS_SYSTEM_NOTIFICATION_INFO", "NATS_SYSTEM_NOTIFICATION_WARNING", "NATS_SYSTEM_NOTIFICATION_ERROR"]),
    ),
    flag("with_sound"),
]);

/// §6.1
pub static ROOM_METADATA: Message = Message(&[
    text("room_title").must_be(Required),
    text("welcome_message").optional(),
    flag("is_recording").internal(),
    flag("is_active_rtmp").internal(),
    text("parent_room_id").internal(),
    flag("is_breakout_room").internal(),
    text("webhook_url").optional().must_be(Uri),
    Field::new("started_at", Uint64).internal(),
    text("logout_url").optional().must_be(Uri),
    nested("room_features", &ROOM_FEATURES).must_be(Required),
    nested("default_lock_settings", &LOCK_SETTINGS),
    nested("copyright_conf", &COPYRIGHT),
    text("metadata_id").optional().internal(),
    Field::new("extra_data", TextMap),
]);

/// §4
static LOCK_SETTINGS: Message = Message(&[
    flag("lock_microphone").optional(),
    flag("lock_webcam").optional(),
    flag("lock_screen_sharing").optional(),
    flag("lock_chat").optional(),
    flag("lock_chat_send_message").optional(),
    flag("lock_chat_file_share").optional(),
    flag("lock_private_chat").optional(),
    flag("lock_whiteboard").optional(),
    flag("lock_shared_notepad").optional(),
    flag("lock_reactions").optional(),
]);

static COPYRIGHT: Message = Message(&[flag("display"), text("text")]);

/// §5
static USER_INFO: Message = Message(&[
    text("name").must_be(Required),
    text("user_id"),
    flag("is_admin"),
    flag("is_hidden"),
    nested("user_metadata", &USER_METADATA),
    Field::new("client_type", Enum(&["WEB", "HYBRID_WEB"])),
]);

/// §5
pub static USER_METADATA: Message = Message(&[
    text("profile_pic").optional().must_be(Uri),
    flag("is_admin"),
    flag("record_webcam").optional(),
    flag("is_presenter").internal(),
    nested("raised_hand", &RAISED_HAND),
    flag("wait_for_approval").internal(),
    text("preferred_lang").optional(),
    nested("lock_settings", &LOCK_SETTINGS),
    text("metadata_id").optional().internal(),
    Field::new("extra_data", TextMap),
    text("ex_user_id").optional(),
]);

static RAISED_HAND: Message = Message(&[flag("is_raised").internal(), Field::new("raised_at", Int64).internal()]);

/// §6.2
static ROOM_FEATURES: Message = Message(&[
    flag("allow_webcams"),
    flag("mute_on_start"),
    flag("allow_screen_share"),
    flag("allow_rtmp").optional(),
    flag("allow_view_other_webcams"),
    flag("allow_view_other_users_list"),
    flag("admin_only_webcams"),
    Field::new("room_duration", Uint64).optional(),
    flag("enable_analytics"),
    flag("allow_virtual_bg").optional(),
    flag("allow_raise_hand").optional(),
    flag("allow_reactions").optional(),
    flag("auto_gen_user_id").optional(),
    nested("recording_features", &RECORDING),
    nested("chat_features", &CHAT),
    nested("shared_note_pad_features", &SHARED_NOTE_PAD),
    nested("whiteboard_features", &WHITEBOARD),
    nested("external_media_player_features", &EXTERNAL_MEDIA_PLAYER),
    nested("waiting_room_features", &WAITING_ROOM),
    nested("breakout_room_features", &BREAKOUT_ROOM),
    nested("display_external_link_features", &DISPLAY_EXTERNAL_LINK),
    nested("ingress_features", &INGRESS),
    nested("end_to_end_encryption_features", &END_TO_END_ENCRYPTION),
    nested("polls_features", &POLLS),
    nested("insights_features", &INSIGHTS),
    nested("sip_dial_in_features", &SIP_DIAL_IN),
    nested("external_broadcasting_features", &EXTERNAL_BROADCASTING),
]);

static RECORDING: Message = Message(&[
    flag("is_allow"),
    flag("is_allow_cloud"),
    flag("enable_auto_cloud_recording"),
    flag("is_allow_local"),
    flag("only_record_admin_webcams"),
    nested("recorder_bot_options", &RECORDER_BOT).optional(),
]);

static RECORDER_BOT: Message =
    Message(&[flag("enable_auto_close_chat_panel"), Field::new("duration_after_last_message", Uint32).optional()]);

static CHAT: Message = Message(&[
    flag("is_allow"),
    flag("is_allow_file_upload"),
    texts("allowed_file_types"),
    Field::new("max_file_size", Uint64).optional(),
]);

static SHARED_NOTE_PAD: Message =
    Message(&[flag("is_allow"), flag("is_active").internal(), flag("visible").internal(), text("note_pad_id").internal()]);

static WHITEBOARD: Message = Message(&[
    flag("is_allow"),
    flag("visible").internal(),
    text("preload_file").optional().must_be(Uri),
    text("whiteboard_file_id").internal(),
    text("file_name").internal(),
    text("file_path").internal(),
    Field::new("total_pages", Uint32),
    Field::new("max_allowed_file_size", Uint64).optional().internal(),
]);

static EXTERNAL_MEDIA_PLAYER: Message = Message(&[
    flag("is_allow"),
    flag("is_active").internal(),
    text("shared_by").optional().internal(),
    text("url").optional().internal(),
]);

static WAITING_ROOM: Message = Message(&[flag("is_active"), text("waiting_room_msg")]);

static BREAKOUT_ROOM: Message =
    Message(&[flag("is_allow"), flag("is_active").internal(), Field::new("allowed_number_rooms", Uint32)]);

static DISPLAY_EXTERNAL_LINK: Message =
    Message(&[flag("is_allow"), flag("is_active").internal(), text("link").optional(), text("shared_by").optional()]);

static INGRESS: Message = Message(&[
    flag("is_allow"),
    Field::new("input_type", Enum(&["RTMP_INPUT", "WHIP_INPUT"])),
    text("url").internal(),
    text("stream_key").internal(),
]);

static END_TO_END_ENCRYPTION: Message = Message(&[
    flag("is_enabled"),
    flag("included_chat_messages"),
    flag("included_whiteboard"),
    flag("enabled_self_insert_encryption_key"),
    text("encryption_key").optional().internal(),
]);

static POLLS: Message = Message(&[flag("is_allow"), flag("is_active").internal()]);

static INSIGHTS: Message = Message(&[
    flag("is_allow"),
    nested("transcription_features", &TRANSCRIPTION).optional(),
    nested("chat_translation_features", &CHAT_TRANSLATION).optional(),
    nested("ai_features", &AI).optional(),
]);

static TRANSCRIPTION: Message = Message(&[
    flag("is_allow"),
    flag("is_allow_translation"),
    flag("is_allow_speech_synthesis"),
    flag("is_enabled").internal(),
    texts("allowed_spoken_langs").internal(),
    texts("allowed_speech_users").internal(),
    flag("is_enabled_translation").internal(),
    Field::new("max_selected_trans_langs", Int32).internal(),
    texts("allowed_trans_langs").internal(),
    text("default_subtitle_lang").optional().internal(),
    flag("is_enabled_speech_synthesis").internal(),
]);

static CHAT_TRANSLATION: Message = Message(&[
    flag("is_allow"),
    flag("is_enabled").internal(),
    texts("allowed_trans_langs").internal(),
    Field::new("max_selected_trans_langs", Int32).internal(),
    text("default_lang").optional().internal(),
]);

static AI: Message = Message(&[
    flag("is_allow"),
    nested("ai_text_chat_features", &AI_TEXT_CHAT).optional(),
    nested("meeting_summarization_features", &AI_SUMMARY).optional(),
]);

static AI_TEXT_CHAT: Message = Message(&[
    flag("is_allow"),
    flag("is_enabled").internal(),
    flag("is_allowed_everyone").internal(),
    texts("allowed_user_ids").internal(),
    flag("is_notepad_ai_disabled").internal(),
    flag("is_whiteboard_ai_disabled").internal(),
]);

static AI_SUMMARY: Message = Message(&[flag("is_allow"), text("summarization_prompt"), flag("is_enabled").internal()]);

static SIP_DIAL_IN: Message = Message(&[
    flag("is_allow"),
    flag("enable_dial_in_on_create"),
    flag("hide_phone_number"),
    flag("is_active").internal(),
    texts("phone_numbers").internal(),
    text("pin").optional().internal(),
    text("dispatch_rule_id").optional().internal(),
]);

static EXTERNAL_BROADCASTING: Message =
    Message(&[flag("is_allow"), flag("is_allow_rtmp"), nested("recorder_bot_options", &RECORDER_BOT).optional()]);
