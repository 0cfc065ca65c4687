CREATE SEQUENCE "public"."message_held_numbers" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE TABLE "audit" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"actor_id" uuid,
	"school_id" uuid,
	"project_id" uuid,
	"action" text NOT NULL,
	"target_id" uuid,
	"detail" jsonb NOT NULL,
	"hash" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "settings" (
	"key" text PRIMARY KEY NOT NULL,
	"value" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "board_pauses" (
	"document_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"paused_by" uuid,
	"paused_at" timestamp with time zone NOT NULL,
	"reason" text,
	CONSTRAINT "board_pauses_document_id_user_id_pk" PRIMARY KEY("document_id","user_id"),
	CONSTRAINT "board_pauses_reason" CHECK (length("board_pauses"."reason") between 1 and 200)
);
--> statement-breakpoint
CREATE TABLE "hidden_objects" (
	"document_id" uuid NOT NULL,
	"object_id" text NOT NULL,
	"content" jsonb NOT NULL,
	"hidden_by" uuid,
	"hidden_at" timestamp with time zone NOT NULL,
	"forgotten_at" timestamp with time zone,
	CONSTRAINT "hidden_objects_document_id_object_id_pk" PRIMARY KEY("document_id","object_id")
);
--> statement-breakpoint
CREATE TABLE "pending_objects" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"document_id" uuid NOT NULL,
	"author_id" uuid NOT NULL,
	"object_id" text NOT NULL,
	"is_change" boolean DEFAULT false NOT NULL,
	"content" jsonb NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"reason" text,
	"decided_by" uuid,
	"created_at" timestamp with time zone NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "pending_objects_object" UNIQUE("document_id","object_id"),
	CONSTRAINT "pending_objects_state" CHECK ("pending_objects"."state" in ('waiting', 'returned')),
	CONSTRAINT "pending_objects_reason" CHECK (("pending_objects"."state" = 'returned') = ("pending_objects"."reason" is not null)),
	CONSTRAINT "pending_objects_reason_letters" CHECK (length("pending_objects"."reason") between 1 and 500)
);
--> statement-breakpoint
CREATE TABLE "redactions" (
	"document_id" uuid NOT NULL,
	"root" text NOT NULL,
	"key" text NOT NULL,
	"since" timestamp with time zone NOT NULL,
	CONSTRAINT "redactions_document_id_root_key_pk" PRIMARY KEY("document_id","root","key")
);
--> statement-breakpoint
CREATE TABLE "vote_marks" (
	"vote_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"object_id" text NOT NULL,
	CONSTRAINT "vote_marks_vote_id_user_id_object_id_pk" PRIMARY KEY("vote_id","user_id","object_id")
);
--> statement-breakpoint
CREATE TABLE "votes" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"document_id" uuid NOT NULL,
	"marks" smallint NOT NULL,
	"opened_by" uuid,
	"opened_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	"tally" jsonb,
	CONSTRAINT "votes_marks" CHECK ("votes"."marks" between 1 and 10)
);
--> statement-breakpoint
CREATE TABLE "channel_reads" (
	"channel_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"sequence" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "channel_reads_channel_id_user_id_pk" PRIMARY KEY("channel_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "channels" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"number" serial NOT NULL,
	"project_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"group_id" uuid,
	"pupil_id" uuid,
	"title" text,
	"last_sequence" integer DEFAULT 0 NOT NULL,
	"last_at" timestamp with time zone,
	"slow_seconds" smallint DEFAULT 0 NOT NULL,
	"paused_at" timestamp with time zone,
	"paused_by" uuid,
	"paused_until" timestamp with time zone,
	"paused_reason" text,
	"slow_reason" text,
	"needs_teacher" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "channels_number_unique" UNIQUE("number"),
	CONSTRAINT "channels_group" UNIQUE("group_id"),
	CONSTRAINT "channels_pupil" UNIQUE("project_id","pupil_id"),
	CONSTRAINT "channels_kind" CHECK ("channels"."kind" in ('project', 'group', 'teachers', 'forum', 'ask')),
	CONSTRAINT "channels_of_group" CHECK ("channels"."kind" = 'group' or "channels"."group_id" is null),
	CONSTRAINT "channels_of_pupil" CHECK (("channels"."kind" = 'ask') = ("channels"."pupil_id" is not null)),
	CONSTRAINT "channels_paused_reason" CHECK (length("channels"."paused_reason") between 1 and 200),
	CONSTRAINT "channels_slow_reason" CHECK (length("channels"."slow_reason") between 1 and 200),
	CONSTRAINT "channels_title" CHECK (length("channels"."title") between 1 and 120),
	CONSTRAINT "channels_slow" CHECK ("channels"."slow_seconds" between 0 and 3600),
	CONSTRAINT "channels_pause" CHECK ("channels"."paused_at" is not null or ("channels"."paused_until" is null and "channels"."paused_by" is null))
);
--> statement-breakpoint
CREATE TABLE "mentions" (
	"message_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"target_id" uuid NOT NULL,
	CONSTRAINT "mentions_message_id_kind_target_id_pk" PRIMARY KEY("message_id","kind","target_id"),
	CONSTRAINT "mentions_kind" CHECK ("mentions"."kind" in ('person', 'document'))
);
--> statement-breakpoint
CREATE TABLE "message_edits" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"message_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"editor_id" uuid,
	"text" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "message_reactions" (
	"message_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"reaction" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "message_reactions_message_id_user_id_reaction_pk" PRIMARY KEY("message_id","user_id","reaction"),
	CONSTRAINT "message_reactions_reaction" CHECK ("message_reactions"."reaction" in ('yes', 'heart', 'laugh', 'wow', 'think', 'cheer'))
);
--> statement-breakpoint
CREATE TABLE "messages" (
	"id" uuid PRIMARY KEY NOT NULL,
	"channel_id" uuid NOT NULL,
	"sequence" integer,
	"author_id" uuid,
	"at" timestamp with time zone NOT NULL,
	"text" text NOT NULL,
	"language" text,
	"reply_to" uuid,
	"thread_id" uuid,
	"reply_count" integer DEFAULT 0 NOT NULL,
	"last_reply_at" timestamp with time zone,
	"edited_at" timestamp with time zone,
	"deleted_at" timestamp with time zone,
	"deleted_by" uuid,
	"pinned_at" timestamp with time zone,
	"pinned_by" uuid,
	"deliver_at" timestamp with time zone,
	"held_number" bigint,
	"words" "tsvector",
	CONSTRAINT "messages_sequence" UNIQUE("channel_id","sequence"),
	CONSTRAINT "messages_sequence_positive" CHECK ("messages"."sequence" > 0),
	CONSTRAINT "messages_held_until" CHECK ("messages"."sequence" is not null or "messages"."deliver_at" is not null),
	CONSTRAINT "messages_text" CHECK (length("messages"."text") <= 4000),
	CONSTRAINT "messages_thread_of_reply" CHECK (("messages"."thread_id" is null) = ("messages"."reply_to" is null))
);
--> statement-breakpoint
CREATE TABLE "classroom_pupils" (
	"classroom_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	CONSTRAINT "classroom_pupils_classroom_id_user_id_pk" PRIMARY KEY("classroom_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "classroom_teachers" (
	"classroom_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	CONSTRAINT "classroom_teachers_classroom_id_user_id_pk" PRIMARY KEY("classroom_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "classrooms" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"school_id" uuid NOT NULL,
	"name" text NOT NULL,
	"age_from" smallint NOT NULL,
	"age_to" smallint NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"archived_at" timestamp with time zone,
	CONSTRAINT "classrooms_school_name" UNIQUE("school_id","name"),
	CONSTRAINT "classrooms_name" CHECK (length("classrooms"."name") between 1 and 40),
	CONSTRAINT "classrooms_ages" CHECK ("classrooms"."age_from" between 3 and 20 and "classrooms"."age_to" between "classrooms"."age_from" and 20)
);
--> statement-breakpoint
CREATE TABLE "contributions" (
	"document_id" uuid NOT NULL,
	"client_id" bigint NOT NULL,
	"user_id" uuid,
	"first_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "contributions_document_id_client_id_pk" PRIMARY KEY("document_id","client_id")
);
--> statement-breakpoint
CREATE TABLE "document_audiences" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"document_id" uuid NOT NULL,
	"up_to_sequence" bigint NOT NULL,
	"access" text NOT NULL,
	"group_id" uuid,
	"until" timestamp with time zone NOT NULL,
	CONSTRAINT "document_audiences_access" CHECK ("document_audiences"."access" in ('project', 'group', 'teachers')),
	CONSTRAINT "document_audiences_group" CHECK (("document_audiences"."access" = 'group') = ("document_audiences"."group_id" is not null))
);
--> statement-breakpoint
CREATE TABLE "document_checks" (
	"document_id" uuid PRIMARY KEY NOT NULL,
	"checked_at" timestamp with time zone NOT NULL,
	"result" text NOT NULL,
	"fault" text,
	"good_sequence" bigint NOT NULL,
	"good_at" timestamp with time zone,
	CONSTRAINT "document_checks_result" CHECK ("document_checks"."result" in ('whole', 'snapshot_rebuilt', 'damaged')),
	CONSTRAINT "document_checks_fault" CHECK ("document_checks"."fault" in ('row', 'incomplete', 'room')),
	CONSTRAINT "document_checks_damage" CHECK (("document_checks"."result" = 'damaged') = ("document_checks"."fault" is not null))
);
--> statement-breakpoint
CREATE TABLE "document_log" (
	"document_id" uuid NOT NULL,
	"sequence" bigint NOT NULL,
	"author_id" uuid,
	"at" timestamp with time zone NOT NULL,
	"bytes" "bytea" NOT NULL,
	"crc" bigint NOT NULL,
	"first_sequence" bigint,
	CONSTRAINT "document_log_document_id_sequence_pk" PRIMARY KEY("document_id","sequence"),
	CONSTRAINT "document_log_sequence" CHECK ("document_log"."sequence" > 0)
);
--> statement-breakpoint
CREATE TABLE "document_quarantine" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"document_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"epoch" integer NOT NULL,
	"sequence" bigint NOT NULL,
	"first_sequence" bigint,
	"author_id" uuid,
	"at" timestamp with time zone NOT NULL,
	"bytes" "bytea" NOT NULL,
	"crc" bigint,
	"kept_at" timestamp with time zone NOT NULL,
	CONSTRAINT "document_quarantine_kind" CHECK ("document_quarantine"."kind" in ('row', 'snapshot', 'room'))
);
--> statement-breakpoint
CREATE TABLE "document_snapshots" (
	"document_id" uuid PRIMARY KEY NOT NULL,
	"sequence" bigint NOT NULL,
	"bytes" "bytea" NOT NULL,
	"crc" bigint NOT NULL,
	"is_present_only" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "documents" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"project_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"access" text NOT NULL,
	"group_id" uuid,
	"is_template" boolean DEFAULT false NOT NULL,
	"template_id" uuid,
	"epoch" integer DEFAULT 1 NOT NULL,
	"frozen_by" uuid,
	"frozen_until" timestamp with time zone,
	"frozen_reason" text,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	"removed_at" timestamp with time zone,
	"damaged_at" timestamp with time zone,
	CONSTRAINT "documents_template_group" UNIQUE("template_id","group_id"),
	CONSTRAINT "documents_kind" CHECK ("documents"."kind" in ('page', 'board', 'wall')),
	CONSTRAINT "documents_state" CHECK ("documents"."state" in ('open', 'frozen', 'archived', 'removed')),
	CONSTRAINT "documents_access" CHECK ("documents"."access" in ('project', 'group', 'teachers')),
	CONSTRAINT "documents_group" CHECK (("documents"."access" = 'group') = ("documents"."group_id" is not null)),
	CONSTRAINT "documents_frozen_reason" CHECK (length("documents"."frozen_reason") between 1 and 200),
	CONSTRAINT "documents_title" CHECK (length("documents"."title") between 1 and 200)
);
--> statement-breakpoint
CREATE TABLE "versions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"document_id" uuid NOT NULL,
	"sequence" bigint NOT NULL,
	"kind" text NOT NULL,
	"name" text,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "versions_kind" CHECK (("versions"."kind" = 'named') = ("versions"."name" is not null)),
	CONSTRAINT "versions_name" CHECK (length("versions"."name") between 1 and 120)
);
--> statement-breakpoint
CREATE TABLE "files" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"project_id" uuid NOT NULL,
	"document_id" uuid,
	"channel_id" uuid,
	"kind" text NOT NULL,
	"type" text NOT NULL,
	"name" text DEFAULT '' NOT NULL,
	"bytes" "bytea" NOT NULL,
	"size" integer NOT NULL,
	"width" integer,
	"height" integer,
	"duration_ms" integer,
	"uploaded_by" uuid,
	"upload_key" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"withheld_at" timestamp with time zone,
	CONSTRAINT "files_place" CHECK (num_nonnulls("files"."document_id", "files"."channel_id") = 1),
	CONSTRAINT "files_kind" CHECK ("files"."kind" in ('picture', 'file', 'voice')),
	CONSTRAINT "files_picture" CHECK (("files"."kind" = 'picture') = ("files"."width" is not null and "files"."height" is not null)),
	CONSTRAINT "files_voice" CHECK (("files"."kind" = 'voice') = ("files"."duration_ms" is not null)),
	CONSTRAINT "files_name" CHECK (("files"."kind" = 'file') = ("files"."name" <> '') and length("files"."name") <= 200),
	CONSTRAINT "files_size" CHECK ("files"."size" >= 0)
);
--> statement-breakpoint
CREATE TABLE "poll_choices" (
	"poll_id" uuid NOT NULL,
	"option_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	CONSTRAINT "poll_choices_poll_id_user_id_option_id_pk" PRIMARY KEY("poll_id","user_id","option_id")
);
--> statement-breakpoint
CREATE TABLE "poll_options" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"poll_id" uuid NOT NULL,
	"position" smallint NOT NULL,
	"text" text NOT NULL,
	"count" integer,
	CONSTRAINT "poll_options_position" UNIQUE("poll_id","position"),
	CONSTRAINT "poll_options_poll" UNIQUE("poll_id","id"),
	CONSTRAINT "poll_options_text" CHECK (length("poll_options"."text") between 1 and 80)
);
--> statement-breakpoint
CREATE TABLE "polls" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"message_id" uuid NOT NULL,
	"is_multiple" boolean DEFAULT false NOT NULL,
	"closed_at" timestamp with time zone,
	"participants" integer,
	CONSTRAINT "polls_messageId_unique" UNIQUE("message_id"),
	CONSTRAINT "polls_closed" CHECK (("polls"."closed_at" is null) = ("polls"."participants" is null))
);
--> statement-breakpoint
CREATE TABLE "topic_followers" (
	"message_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	CONSTRAINT "topic_followers_message_id_user_id_pk" PRIMARY KEY("message_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "topic_reads" (
	"message_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"sequence" integer NOT NULL,
	CONSTRAINT "topic_reads_message_id_user_id_pk" PRIMARY KEY("message_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "topics" (
	"message_id" uuid PRIMARY KEY NOT NULL,
	"title" text NOT NULL,
	CONSTRAINT "topics_title" CHECK (length("topics"."title") between 1 and 120)
);
--> statement-breakpoint
CREATE TABLE "message_files" (
	"message_id" uuid NOT NULL,
	"position" smallint NOT NULL,
	"file_id" uuid NOT NULL,
	"alt" text NOT NULL,
	CONSTRAINT "message_files_message_id_position_pk" PRIMARY KEY("message_id","position"),
	CONSTRAINT "message_files_file" UNIQUE("file_id"),
	CONSTRAINT "message_files_alt" CHECK (length("message_files"."alt") <= 1000)
);
--> statement-breakpoint
CREATE TABLE "notices" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"number" bigserial NOT NULL,
	"user_id" uuid NOT NULL,
	"project_id" uuid,
	"kind" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"actor_id" uuid,
	"channel_id" uuid,
	"message_id" uuid,
	"document_id" uuid,
	"classroom_id" uuid,
	"read_at" timestamp with time zone,
	CONSTRAINT "notices_kind" CHECK ("notices"."kind" in ('mention', 'reply', 'topic', 'added', 'joined', 'restored', 'returned', 'approved', 'pseudonym_asked', 'pseudonym_approved', 'pseudonym_refused', 'pseudonym_replaced', 'colleague_waits', 'recovery_made', 'backup_missing')),
	CONSTRAINT "notices_of_message" CHECK ("notices"."message_id" is null or "notices"."channel_id" is not null)
);
--> statement-breakpoint
CREATE TABLE "group_members" (
	"project_id" uuid NOT NULL,
	"group_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	CONSTRAINT "group_members_project_id_user_id_pk" PRIMARY KEY("project_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "groups" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"project_id" uuid NOT NULL,
	"name" text NOT NULL,
	"position" smallint NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "groups_project_name" UNIQUE("project_id","name"),
	CONSTRAINT "groups_project_id" UNIQUE("project_id","id"),
	CONSTRAINT "groups_name" CHECK (length("groups"."name") between 1 and 40)
);
--> statement-breakpoint
CREATE TABLE "invitations" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"token_hash" text NOT NULL,
	"school_id" uuid,
	"project_id" uuid,
	"role" text NOT NULL,
	"audience" text NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"accepted_at" timestamp with time zone,
	"accepted_by" uuid,
	"revoked_at" timestamp with time zone,
	"void_reason" text,
	CONSTRAINT "invitations_tokenHash_unique" UNIQUE("token_hash"),
	CONSTRAINT "invitations_audience" CHECK (case "invitations"."role" when 'teacher' then "invitations"."audience" in ('colleague', 'partner') when 'visitor' then "invitations"."audience" = 'visitor' when 'guest' then "invitations"."audience" = 'visitor' else "invitations"."audience" = 'colleague' end),
	CONSTRAINT "invitations_void_reason" CHECK ("invitations"."void_reason" is null or ("invitations"."revoked_at" is not null and "invitations"."void_reason" in ('left', 'demoted', 'suspended'))),
	CONSTRAINT "invitations_target" CHECK (("invitations"."school_id" is not null and "invitations"."project_id" is null and "invitations"."role" in ('admin', 'staff')) or ("invitations"."project_id" is not null and "invitations"."school_id" is null and "invitations"."role" in ('teacher', 'visitor', 'guest')))
);
--> statement-breakpoint
CREATE TABLE "members" (
	"project_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"school_id" uuid NOT NULL,
	"role" text NOT NULL,
	"position" smallint NOT NULL,
	"joined_at" timestamp with time zone DEFAULT now() NOT NULL,
	"left_at" timestamp with time zone,
	CONSTRAINT "members_project_id_user_id_pk" PRIMARY KEY("project_id","user_id"),
	CONSTRAINT "members_position" UNIQUE("project_id","position"),
	CONSTRAINT "members_role" CHECK ("members"."role" in ('owner', 'teacher', 'visitor', 'pupil_admin', 'pupil', 'guest'))
);
--> statement-breakpoint
CREATE TABLE "project_schools" (
	"project_id" uuid NOT NULL,
	"school_id" uuid NOT NULL,
	"standing" text NOT NULL,
	"joined_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "project_schools_project_id_school_id_pk" PRIMARY KEY("project_id","school_id"),
	CONSTRAINT "project_schools_standing" CHECK ("project_schools"."standing" in ('founder', 'partner'))
);
--> statement-breakpoint
CREATE TABLE "projects" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"name" text NOT NULL,
	"summary" text DEFAULT '' NOT NULL,
	"cover" smallint NOT NULL,
	"languages" text[] NOT NULL,
	"subjects" text[] NOT NULL,
	"age_from" smallint NOT NULL,
	"age_to" smallint NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"archived_at" timestamp with time zone,
	CONSTRAINT "projects_kind" CHECK ("projects"."kind" in ('european', 'national', 'school', 'training')),
	CONSTRAINT "projects_state" CHECK ("projects"."state" in ('draft', 'waiting_partner', 'waiting_office', 'open', 'closed', 'archived')),
	CONSTRAINT "projects_name" CHECK (length("projects"."name") between 1 and 120),
	CONSTRAINT "projects_cover" CHECK ("projects"."cover" between 1 and 8),
	CONSTRAINT "projects_ages" CHECK ("projects"."age_from" between 3 and 20 and "projects"."age_to" between "projects"."age_from" and 20)
);
--> statement-breakpoint
CREATE TABLE "quiet_exceptions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"school_id" uuid NOT NULL,
	"project_id" uuid,
	"reason" text NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"created_by" uuid,
	CONSTRAINT "quiet_exceptions_order" CHECK ("quiet_exceptions"."ends_at" >= "quiet_exceptions"."starts_at"),
	CONSTRAINT "quiet_exceptions_reason" CHECK (length("quiet_exceptions"."reason") between 1 and 200)
);
--> statement-breakpoint
CREATE TABLE "school_holidays" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"school_id" uuid NOT NULL,
	"from_date" date NOT NULL,
	"to_date" date NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "school_holidays_span" UNIQUE("school_id","from_date","to_date","name"),
	CONSTRAINT "school_holidays_order" CHECK ("school_holidays"."to_date" >= "school_holidays"."from_date"),
	CONSTRAINT "school_holidays_length" CHECK ("school_holidays"."to_date" - "school_holidays"."from_date" < 120),
	CONSTRAINT "school_holidays_name" CHECK (length("school_holidays"."name") between 1 and 80)
);
--> statement-breakpoint
CREATE TABLE "countries" (
	"code" char(2) PRIMARY KEY NOT NULL,
	"time_zone" text NOT NULL,
	"membership" text NOT NULL,
	CONSTRAINT "countries_code" CHECK ("countries"."code" ~ '^[A-Z]{2}$'),
	CONSTRAINT "countries_membership" CHECK ("countries"."membership" in ('member', 'plus', 'outside'))
);
--> statement-breakpoint
CREATE TABLE "regions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"country_code" char(2) NOT NULL,
	"name" text NOT NULL,
	CONSTRAINT "regions_country_name" UNIQUE("country_code","name")
);
--> statement-breakpoint
CREATE TABLE "schools" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"name" text NOT NULL,
	"town" text NOT NULL,
	"country_code" char(2) NOT NULL,
	"region_id" uuid,
	"national_code" text,
	"time_zone" text NOT NULL,
	"locale" text DEFAULT 'en' NOT NULL,
	"is_vouched" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "schools_country_national_code" UNIQUE("country_code","national_code"),
	CONSTRAINT "schools_name" CHECK (length("schools"."name") between 1 and 120),
	CONSTRAINT "schools_town" CHECK (length("schools"."town") between 1 and 80)
);
--> statement-breakpoint
CREATE TABLE "cards" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"secret_hash" text NOT NULL,
	"code_hash" text NOT NULL,
	"printed_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_used_at" timestamp with time zone,
	"use_count" integer DEFAULT 0 NOT NULL,
	"voided_at" timestamp with time zone,
	CONSTRAINT "cards_secretHash_unique" UNIQUE("secret_hash"),
	CONSTRAINT "cards_codeHash_unique" UNIQUE("code_hash")
);
--> statement-breakpoint
CREATE TABLE "credentials" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"password_hash" text NOT NULL,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "credentials_email_unique" UNIQUE("email"),
	CONSTRAINT "credentials_email" CHECK ("credentials"."email" = lower("credentials"."email") and "credentials"."email" like '%_@_%')
);
--> statement-breakpoint
CREATE TABLE "pseudonym_requests" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"pseudonym" text NOT NULL,
	"asked_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "recoveries" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"token_hash" text NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "recoveries_tokenHash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"is_shared_device" boolean DEFAULT true NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"school_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"is_school_admin" boolean DEFAULT false NOT NULL,
	"display_name" text NOT NULL,
	"pseudonym" text,
	"locale" text,
	"theme" text DEFAULT 'system' NOT NULL,
	"shape" smallint,
	"suspended_at" timestamp with time zone,
	"waiting_since" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "users_kind" CHECK ("users"."kind" in ('staff', 'pupil')),
	CONSTRAINT "users_theme" CHECK ("users"."theme" in ('system', 'light', 'dark', 'contrast')),
	CONSTRAINT "users_shape" CHECK ("users"."shape" between 0 and 2),
	CONSTRAINT "users_display_name" CHECK (length("users"."display_name") between 1 and 80),
	CONSTRAINT "users_admin_is_staff" CHECK (not "users"."is_school_admin" or "users"."kind" = 'staff'),
	CONSTRAINT "users_waiting_is_staff" CHECK ("users"."waiting_since" is null or ("users"."kind" = 'staff' and not "users"."is_school_admin")),
	CONSTRAINT "users_pseudonym" CHECK (("users"."kind" = 'pupil') = ("users"."pseudonym" is not null))
);
--> statement-breakpoint
ALTER TABLE "board_pauses" ADD CONSTRAINT "board_pauses_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "board_pauses" ADD CONSTRAINT "board_pauses_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "board_pauses" ADD CONSTRAINT "board_pauses_paused_by_users_id_fk" FOREIGN KEY ("paused_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hidden_objects" ADD CONSTRAINT "hidden_objects_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hidden_objects" ADD CONSTRAINT "hidden_objects_hidden_by_users_id_fk" FOREIGN KEY ("hidden_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pending_objects" ADD CONSTRAINT "pending_objects_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pending_objects" ADD CONSTRAINT "pending_objects_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pending_objects" ADD CONSTRAINT "pending_objects_decided_by_users_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "redactions" ADD CONSTRAINT "redactions_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vote_marks" ADD CONSTRAINT "vote_marks_vote_id_votes_id_fk" FOREIGN KEY ("vote_id") REFERENCES "public"."votes"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vote_marks" ADD CONSTRAINT "vote_marks_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "votes" ADD CONSTRAINT "votes_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "votes" ADD CONSTRAINT "votes_opened_by_users_id_fk" FOREIGN KEY ("opened_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "channel_reads" ADD CONSTRAINT "channel_reads_channel_id_channels_id_fk" FOREIGN KEY ("channel_id") REFERENCES "public"."channels"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "channel_reads" ADD CONSTRAINT "channel_reads_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "channels" ADD CONSTRAINT "channels_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "channels" ADD CONSTRAINT "channels_pupil_id_users_id_fk" FOREIGN KEY ("pupil_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "channels" ADD CONSTRAINT "channels_paused_by_users_id_fk" FOREIGN KEY ("paused_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "channels" ADD CONSTRAINT "channels_group_id_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."groups"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mentions" ADD CONSTRAINT "mentions_message_id_messages_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."messages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_edits" ADD CONSTRAINT "message_edits_message_id_messages_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."messages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_edits" ADD CONSTRAINT "message_edits_editor_id_users_id_fk" FOREIGN KEY ("editor_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_reactions" ADD CONSTRAINT "message_reactions_message_id_messages_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."messages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_reactions" ADD CONSTRAINT "message_reactions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_channel_id_channels_id_fk" FOREIGN KEY ("channel_id") REFERENCES "public"."channels"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_reply_to_messages_id_fk" FOREIGN KEY ("reply_to") REFERENCES "public"."messages"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_thread_id_messages_id_fk" FOREIGN KEY ("thread_id") REFERENCES "public"."messages"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_deleted_by_users_id_fk" FOREIGN KEY ("deleted_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_pinned_by_users_id_fk" FOREIGN KEY ("pinned_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "classroom_pupils" ADD CONSTRAINT "classroom_pupils_classroom_id_classrooms_id_fk" FOREIGN KEY ("classroom_id") REFERENCES "public"."classrooms"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "classroom_pupils" ADD CONSTRAINT "classroom_pupils_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "classroom_teachers" ADD CONSTRAINT "classroom_teachers_classroom_id_classrooms_id_fk" FOREIGN KEY ("classroom_id") REFERENCES "public"."classrooms"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "classroom_teachers" ADD CONSTRAINT "classroom_teachers_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "classrooms" ADD CONSTRAINT "classrooms_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contributions" ADD CONSTRAINT "contributions_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contributions" ADD CONSTRAINT "contributions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_audiences" ADD CONSTRAINT "document_audiences_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_checks" ADD CONSTRAINT "document_checks_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_log" ADD CONSTRAINT "document_log_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_log" ADD CONSTRAINT "document_log_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_quarantine" ADD CONSTRAINT "document_quarantine_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_quarantine" ADD CONSTRAINT "document_quarantine_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_snapshots" ADD CONSTRAINT "document_snapshots_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_frozen_by_users_id_fk" FOREIGN KEY ("frozen_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_project_id_group_id_groups_project_id_id_fk" FOREIGN KEY ("project_id","group_id") REFERENCES "public"."groups"("project_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_template_id_documents_id_fk" FOREIGN KEY ("template_id") REFERENCES "public"."documents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "versions" ADD CONSTRAINT "versions_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "versions" ADD CONSTRAINT "versions_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_channel_id_channels_id_fk" FOREIGN KEY ("channel_id") REFERENCES "public"."channels"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_uploaded_by_users_id_fk" FOREIGN KEY ("uploaded_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "poll_choices" ADD CONSTRAINT "poll_choices_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "poll_choices" ADD CONSTRAINT "poll_choices_poll_id_option_id_poll_options_poll_id_id_fk" FOREIGN KEY ("poll_id","option_id") REFERENCES "public"."poll_options"("poll_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "poll_options" ADD CONSTRAINT "poll_options_poll_id_polls_id_fk" FOREIGN KEY ("poll_id") REFERENCES "public"."polls"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "polls" ADD CONSTRAINT "polls_message_id_topics_message_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."topics"("message_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "topic_followers" ADD CONSTRAINT "topic_followers_message_id_topics_message_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."topics"("message_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "topic_followers" ADD CONSTRAINT "topic_followers_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "topic_reads" ADD CONSTRAINT "topic_reads_message_id_topics_message_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."topics"("message_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "topic_reads" ADD CONSTRAINT "topic_reads_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "topics" ADD CONSTRAINT "topics_message_id_messages_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."messages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_files" ADD CONSTRAINT "message_files_message_id_messages_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."messages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_files" ADD CONSTRAINT "message_files_file_id_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."files"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_actor_id_users_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_channel_id_channels_id_fk" FOREIGN KEY ("channel_id") REFERENCES "public"."channels"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_message_id_messages_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."messages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_classroom_id_classrooms_id_fk" FOREIGN KEY ("classroom_id") REFERENCES "public"."classrooms"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_members" ADD CONSTRAINT "group_members_project_id_group_id_groups_project_id_id_fk" FOREIGN KEY ("project_id","group_id") REFERENCES "public"."groups"("project_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_members" ADD CONSTRAINT "group_members_project_id_user_id_members_project_id_user_id_fk" FOREIGN KEY ("project_id","user_id") REFERENCES "public"."members"("project_id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "groups" ADD CONSTRAINT "groups_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_accepted_by_users_id_fk" FOREIGN KEY ("accepted_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "members" ADD CONSTRAINT "members_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "members" ADD CONSTRAINT "members_project_id_school_id_project_schools_project_id_school_id_fk" FOREIGN KEY ("project_id","school_id") REFERENCES "public"."project_schools"("project_id","school_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "project_schools" ADD CONSTRAINT "project_schools_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "project_schools" ADD CONSTRAINT "project_schools_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects" ADD CONSTRAINT "projects_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quiet_exceptions" ADD CONSTRAINT "quiet_exceptions_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quiet_exceptions" ADD CONSTRAINT "quiet_exceptions_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quiet_exceptions" ADD CONSTRAINT "quiet_exceptions_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "school_holidays" ADD CONSTRAINT "school_holidays_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "regions" ADD CONSTRAINT "regions_country_code_countries_code_fk" FOREIGN KEY ("country_code") REFERENCES "public"."countries"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "schools" ADD CONSTRAINT "schools_country_code_countries_code_fk" FOREIGN KEY ("country_code") REFERENCES "public"."countries"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "schools" ADD CONSTRAINT "schools_region_id_regions_id_fk" FOREIGN KEY ("region_id") REFERENCES "public"."regions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cards" ADD CONSTRAINT "cards_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cards" ADD CONSTRAINT "cards_printed_by_users_id_fk" FOREIGN KEY ("printed_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credentials" ADD CONSTRAINT "credentials_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pseudonym_requests" ADD CONSTRAINT "pseudonym_requests_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recoveries" ADD CONSTRAINT "recoveries_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recoveries" ADD CONSTRAINT "recoveries_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_school" ON "audit" USING btree ("school_id","at");--> statement-breakpoint
CREATE INDEX "audit_target" ON "audit" USING btree ("target_id");--> statement-breakpoint
CREATE INDEX "board_pauses_user" ON "board_pauses" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "pending_objects_author" ON "pending_objects" USING btree ("author_id");--> statement-breakpoint
CREATE INDEX "redactions_since" ON "redactions" USING btree ("since");--> statement-breakpoint
CREATE UNIQUE INDEX "votes_open" ON "votes" USING btree ("document_id") WHERE "votes"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "channels_project" ON "channels" USING btree ("project_id");--> statement-breakpoint
CREATE INDEX "mentions_target" ON "mentions" USING btree ("target_id");--> statement-breakpoint
CREATE INDEX "message_edits_message" ON "message_edits" USING btree ("message_id");--> statement-breakpoint
CREATE INDEX "messages_at" ON "messages" USING btree ("channel_id","at");--> statement-breakpoint
CREATE INDEX "messages_author" ON "messages" USING btree ("author_id","channel_id","sequence");--> statement-breakpoint
CREATE INDEX "messages_reply" ON "messages" USING btree ("reply_to") WHERE "messages"."reply_to" is not null;--> statement-breakpoint
CREATE INDEX "messages_thread" ON "messages" USING btree ("thread_id","sequence") WHERE "messages"."thread_id" is not null;--> statement-breakpoint
CREATE INDEX "messages_top" ON "messages" USING btree ("channel_id","sequence") WHERE "messages"."thread_id" is null;--> statement-breakpoint
CREATE INDEX "messages_pinned" ON "messages" USING btree ("channel_id","sequence") WHERE "messages"."pinned_at" is not null;--> statement-breakpoint
CREATE INDEX "messages_held" ON "messages" USING btree ("deliver_at") WHERE "messages"."sequence" is null;--> statement-breakpoint
CREATE INDEX "messages_words" ON "messages" USING gin ("words") WITH (fastupdate=false);--> statement-breakpoint
CREATE INDEX "classroom_pupils_user" ON "classroom_pupils" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "classroom_teachers_user" ON "classroom_teachers" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "contributions_user" ON "contributions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "document_audiences_document" ON "document_audiences" USING btree ("document_id");--> statement-breakpoint
CREATE INDEX "document_checks_at" ON "document_checks" USING btree ("checked_at");--> statement-breakpoint
CREATE INDEX "document_quarantine_document" ON "document_quarantine" USING btree ("document_id");--> statement-breakpoint
CREATE INDEX "documents_project" ON "documents" USING btree ("project_id","state");--> statement-breakpoint
CREATE INDEX "versions_document" ON "versions" USING btree ("document_id","sequence");--> statement-breakpoint
CREATE INDEX "files_document" ON "files" USING btree ("document_id");--> statement-breakpoint
CREATE INDEX "files_channel" ON "files" USING btree ("channel_id");--> statement-breakpoint
CREATE INDEX "files_project" ON "files" USING btree ("project_id","uploaded_by");--> statement-breakpoint
CREATE UNIQUE INDEX "files_upload" ON "files" USING btree ("uploaded_by","upload_key",coalesce("document_id", "channel_id"));--> statement-breakpoint
CREATE INDEX "topic_followers_user" ON "topic_followers" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "notices_user" ON "notices" USING btree ("user_id","number");--> statement-breakpoint
CREATE INDEX "notices_unread" ON "notices" USING btree ("user_id") WHERE "notices"."read_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "notices_message" ON "notices" USING btree ("message_id","user_id") WHERE "notices"."message_id" is not null;--> statement-breakpoint
CREATE INDEX "group_members_group" ON "group_members" USING btree ("group_id");--> statement-breakpoint
CREATE INDEX "invitations_project" ON "invitations" USING btree ("project_id");--> statement-breakpoint
CREATE INDEX "invitations_school" ON "invitations" USING btree ("school_id");--> statement-breakpoint
CREATE INDEX "invitations_maker" ON "invitations" USING btree ("created_by") WHERE "invitations"."accepted_at" is null and "invitations"."revoked_at" is null;--> statement-breakpoint
CREATE INDEX "invitations_taker" ON "invitations" USING btree ("accepted_by");--> statement-breakpoint
CREATE INDEX "members_user" ON "members" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "project_schools_school" ON "project_schools" USING btree ("school_id");--> statement-breakpoint
CREATE INDEX "quiet_exceptions_school" ON "quiet_exceptions" USING btree ("school_id","ends_at");--> statement-breakpoint
CREATE INDEX "quiet_exceptions_project" ON "quiet_exceptions" USING btree ("project_id");--> statement-breakpoint
CREATE INDEX "schools_region" ON "schools" USING btree ("region_id");--> statement-breakpoint
CREATE INDEX "cards_user" ON "cards" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "sessions_user" ON "sessions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "sessions_expires" ON "sessions" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "users_school" ON "users" USING btree ("school_id","kind");--> statement-breakpoint
-- From here on written by hand: what drizzle-kit does not know.
-- Compressed already; stored as they are, a part can be read without the rest.
ALTER TABLE "files" ALTER COLUMN "bytes" SET STORAGE EXTERNAL;--> statement-breakpoint
COMMENT ON TABLE countries IS 'Countries of the programme, ISO 3166-1 alpha-2; reference data';--> statement-breakpoint
COMMENT ON TABLE regions IS 'Regions inside a country (academie, Land, comunidad); correspondents are found by them';--> statement-breakpoint
COMMENT ON TABLE schools IS 'One establishment';--> statement-breakpoint
COMMENT ON TABLE users IS 'A person; staff have an e-mail in credentials, pupils have none anywhere';--> statement-breakpoint
COMMENT ON TABLE credentials IS 'E-mail and argon2id hash of a staff member, apart from users, which is read on each request';--> statement-breakpoint
COMMENT ON TABLE sessions IS 'A login; the id is the SHA-256 of the secret in the cookie';--> statement-breakpoint
COMMENT ON TABLE cards IS 'A card of a pupil: QR secret and typed code, both as keyed hashes only; voided when reprinted';--> statement-breakpoint
COMMENT ON TABLE classrooms IS 'A class of pupils of one school';--> statement-breakpoint
COMMENT ON TABLE classroom_pupils IS 'Which pupil is in which classroom';--> statement-breakpoint
COMMENT ON TABLE classroom_teachers IS 'Which staff teach a classroom';--> statement-breakpoint
COMMENT ON TABLE projects IS 'What schools found together: european, national, school (EPI) or training';--> statement-breakpoint
COMMENT ON TABLE project_schools IS 'Schools of a project; founders count for its kind';--> statement-breakpoint
COMMENT ON TABLE members IS 'A person in a project, with a role; left_at keeps who was here';--> statement-breakpoint
COMMENT ON TABLE groups IS 'A team inside a project, may mix schools';--> statement-breakpoint
COMMENT ON TABLE group_members IS 'The one group of a member in a project';--> statement-breakpoint
COMMENT ON TABLE invitations IS 'A link that lets one staff member in, to a school or to a project; the token is stored hashed';--> statement-breakpoint
COMMENT ON TABLE documents IS 'The row of a document; its content lives in the log and its snapshot';--> statement-breakpoint
COMMENT ON TABLE document_log IS 'Every accepted update of a document, in order, with author, time and CRC; append-only, runs of one author may be folded';--> statement-breakpoint
COMMENT ON TABLE document_snapshots IS 'Fold of the log up to a sequence, for fast loading; can be made again from the log';--> statement-breakpoint
COMMENT ON TABLE versions IS 'A point of the log that can be read and restored, named or automatic';--> statement-breakpoint
COMMENT ON TABLE contributions IS 'Whose Yjs client id it is in a document, bound at first use';--> statement-breakpoint
COMMENT ON TABLE files IS 'What was uploaded into documents and messages: pictures without metadata, files, voice notes';--> statement-breakpoint
COMMENT ON TABLE audit IS 'Who did what to whom: append-only, hash-chained, no content and no secrets';--> statement-breakpoint
COMMENT ON TABLE settings IS 'Small facts about this installation';--> statement-breakpoint
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the audit is append-only'; END $$;--> statement-breakpoint
CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION refuse_change();
