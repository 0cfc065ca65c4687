CREATE TABLE "recoveries" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"token_hash" text NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "recoveries_tokenHash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
ALTER TABLE "notices" DROP CONSTRAINT "notices_kind";--> statement-breakpoint
ALTER TABLE "invitations" ADD COLUMN "audience" text;--> statement-breakpoint
ALTER TABLE "invitations" ADD COLUMN "void_reason" text;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "waiting_since" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "recoveries" ADD CONSTRAINT "recoveries_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recoveries" ADD CONSTRAINT "recoveries_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "invitations_maker" ON "invitations" USING btree ("created_by") WHERE "invitations"."accepted_at" is null and "invitations"."revoked_at" is null;--> statement-breakpoint
CREATE INDEX "invitations_taker" ON "invitations" USING btree ("accepted_by");--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_kind" CHECK ("notices"."kind" in ('mention', 'reply', 'topic', 'added', 'joined', 'restored', 'returned', 'approved', 'pseudonym_asked', 'pseudonym_approved', 'pseudonym_refused', 'pseudonym_replaced', 'colleague_waits', 'recovery_made'));--> statement-breakpoint
UPDATE "invitations" SET "audience" = case "role" when 'visitor' then 'visitor' when 'guest' then 'visitor' when 'teacher' then null else 'colleague' end;--> statement-breakpoint
-- Open links of makers who may not make them any more are void, as they are from now on.
UPDATE "invitations" SET "revoked_at" = now(), "void_reason" = "maker"."reason"
FROM (
	SELECT "i"."id", case
		when "u"."id" is null then 'left'
		when "u"."suspended_at" is not null then 'suspended'
		when "i"."school_id" is not null then case when "u"."is_school_admin" and "u"."school_id" = "i"."school_id" then null else 'demoted' end
		when "m"."user_id" is null or "m"."left_at" is not null then 'left'
		when "m"."role" not in ('owner', 'teacher') then 'demoted'
	end AS "reason"
	FROM "invitations" "i"
	LEFT JOIN "users" "u" ON "u"."id" = "i"."created_by"
	LEFT JOIN "members" "m" ON "m"."project_id" = "i"."project_id" AND "m"."user_id" = "i"."created_by"
	WHERE "i"."accepted_at" is null AND "i"."revoked_at" is null
) "maker"
WHERE "maker"."id" = "invitations"."id" AND "maker"."reason" is not null;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_audience" CHECK (case "invitations"."role" when 'teacher' then "invitations"."audience" is null or "invitations"."audience" in ('colleague', 'partner') when 'visitor' then "invitations"."audience" is not distinct from 'visitor' when 'guest' then "invitations"."audience" is not distinct from 'visitor' else "invitations"."audience" is not distinct from 'colleague' end);--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_void_reason" CHECK ("invitations"."void_reason" is null or ("invitations"."revoked_at" is not null and "invitations"."void_reason" in ('left', 'demoted', 'suspended')));--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_waiting_is_staff" CHECK ("users"."waiting_since" is null or ("users"."kind" = 'staff' and not "users"."is_school_admin"));