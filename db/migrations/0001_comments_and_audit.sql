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
COMMENT ON TABLE files IS 'Pictures in documents, re-encoded and without metadata';--> statement-breakpoint
COMMENT ON TABLE audit IS 'Who did what to whom: append-only, hash-chained, no content and no secrets';--> statement-breakpoint
COMMENT ON TABLE settings IS 'Small facts about this installation';--> statement-breakpoint
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the audit is append-only'; END $$;--> statement-breakpoint
CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION refuse_change();
